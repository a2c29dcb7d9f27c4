# One image for web, worker, beat and migrations; docker-compose.yml gives each its command.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
# Static files need no secret: the keys of this step are random and stay in this stage.
RUN umask 077 && mkdir /tmp/keys && cd /tmp/keys \
    && python -c "import secrets; print(secrets.token_urlsafe(64))" > secret_key \
    && python -c "import secrets; print(secrets.token_hex(16))" > encryption_key \
    && python -c "import secrets; print(secrets.token_hex(32))" > index_key \
    && cd /app && PORTAL_MODE=production PORTAL_DATA=/tmp/data PORTAL_HOSTS=build.invalid PORTAL_STATIC_ROOT=/static \
       DATABASE_URL=postgresql://build.invalid/build BROKER_URL=amqp://build.invalid// \
       PORTAL_SECRET_KEY_FILE=/tmp/keys/secret_key PORTAL_ENCRYPTION_KEY_FILE=/tmp/keys/encryption_key \
       PORTAL_INDEX_KEY_FILE=/tmp/keys/index_key \
       /venv/bin/python manage.py collectstatic --noinput

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home portal && install -d -o portal -m 700 /data
COPY --from=build /venv /venv
COPY --from=build /static /static
COPY --from=build /app /app
WORKDIR /app
USER portal
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PORTAL_MODE=production PORTAL_DATA=/data PORTAL_STATIC_ROOT=/static
VOLUME /data
CMD ["granian", "--interface=wsgi", "--host=0.0.0.0", "--port=8000", "--workers=2", "--blocking-threads=4", "--no-ws", "portal.wsgi:application"]
