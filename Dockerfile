# The worker in an image of its own, without a compiler and without root. The base is pinned to a minor version of
# Python and a release of Debian; a platform that wants the very same bytes passes its digest:
#   docker build --build-arg BASE=python:3.13-slim-bookworm@sha256:… --build-arg GIT_REVISION=$(git rev-parse HEAD) .
ARG BASE=python:3.13-slim-bookworm

FROM ${BASE} AS build
RUN python -m venv /app
WORKDIR /src
COPY requirements.txt requirements-build.txt ./
RUN /app/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt \
    && python -m venv /build \
    && /build/bin/pip install --no-cache-dir --require-hashes --requirement requirements-build.txt
COPY pyproject.toml README.md LICENSE ./
COPY domain domain
COPY application application
COPY adapters adapters
COPY entrypoints entrypoints
# The project itself is built without the network, by the backend that is pinned above, and compiled here, as the
# file system it runs on cannot be written to. pip need not be in the image.
RUN /build/bin/python -m hatchling build --target wheel --directory /wheel \
    && /app/bin/pip install --no-cache-dir --no-index --no-deps /wheel/*.whl \
    && /app/bin/pip uninstall --yes --quiet pip \
    && python -m compileall -q /app/lib

FROM ${BASE}
ARG GIT_REVISION=unknown
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="cas3-and-delius" \
      org.opencontainers.image.description="Keeps Delius up to date with the Community Accommodation Service Tier 3 (CAS3)" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${GIT_REVISION}"
RUN useradd --uid 2000 --no-create-home --shell /usr/sbin/nologin service
COPY --from=build /app /app
USER 2000
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 GIT_REVISION=${GIT_REVISION}
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/app/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/health/liveness', timeout=4)"]
ENTRYPOINT ["/app/bin/cas3-and-delius"]
CMD ["worker"]
