#!/usr/bin/env bash
# Runs every finding, and says which no longer holds.
set -u
cd "$(dirname "$0")"
failed=0
for finding in *.sh; do
  [ "$finding" = run-all.sh ] && continue
  echo "== $finding"
  bash "$finding" || { echo "NO LONGER SO: $finding"; failed=1; }
done
exit $failed
