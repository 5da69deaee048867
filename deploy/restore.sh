#!/usr/bin/env bash
# Restore of a backup made by deploy/backup.sh into a compose installation. What is there now is replaced.
#   deploy/restore.sh /srv/backups/2026-01-31_03-00-00
set -euo pipefail
source=$(cd "${1:?папка копии}" && pwd)
cd "$(dirname "$0")/.."

(cd "$source" && sha256sum --check --quiet SHA256SUMS)
docker compose stop proxy web worker scheduler
docker compose up -d --wait database
docker compose exec -T database pg_restore --username portal --dbname portal \
    --clean --if-exists --no-owner --single-transaction --exit-on-error <"$source/database.dump"
docker compose run --rm -T --no-deps web sh -c 'find /data/media -mindepth 1 -delete && tar -C /data/media -xf -' \
    <"$source/media.tar"
docker compose up -d --wait
echo "Восстановлено из $source"
