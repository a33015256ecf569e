"""H2 as it imitates Oracle, for what stands behind the server that speaks Oracle's protocol."""
