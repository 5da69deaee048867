#!/usr/bin/env bash
# Backup of a compose installation: database and files of people into one dated folder, older ones removed.
#   deploy/backup.sh /srv/backups [days to keep, 14]
# Keys (.env) are left out on purpose: who finds a backup must not be able to read the protected data in it.
set -euo pipefail
umask 077
target=${1:?куда складывать копии, например /srv/backups}
days=${2:-14}
cd "$(dirname "$0")/.."

stamp=$(date +%Y-%m-%d_%H-%M-%S)
draft="$target/.$stamp"
mkdir -p "$draft"
trap 'rm -rf "$draft"' EXIT

# The database first: a file without its row is harmless, a row without its file is not.
docker compose exec -T database pg_dump --username portal --format custom portal >"$draft/database.dump"
docker compose exec -T web tar -C /data/media -cf - . >"$draft/media.tar"

# A dump that cannot be listed is no backup.
docker compose exec -T database pg_restore --list <"$draft/database.dump" >/dev/null
tar -tf "$draft/media.tar" >/dev/null
(cd "$draft" && sha256sum database.dump media.tar >SHA256SUMS)

mv "$draft" "$target/$stamp"
trap - EXIT
find "$target" -mindepth 1 -maxdepth 1 -type d -name '20??-??-??_*' -mtime "+$days" -exec rm -rf {} +
echo "$target/$stamp"
