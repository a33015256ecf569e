# The worker in an image of its own: no compiler, no package manager's cache, no root.
FROM python:3.13-slim AS build
RUN python -m venv /app
WORKDIR /src
COPY requirements.txt ./
RUN /app/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY domain domain
COPY application application
COPY adapters adapters
COPY entrypoints entrypoints
RUN /app/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
RUN useradd --uid 2000 --no-create-home --shell /usr/sbin/nologin service
COPY --from=build /app /app
USER 2000
ENV PYTHONUNBUFFERED=1
EXPOSE 8080
ENTRYPOINT ["/app/bin/cas3-and-delius"]
CMD ["worker"]
