"""Everything that is deployed beside the program: manifests, alerts, the dashboard, the image."""
