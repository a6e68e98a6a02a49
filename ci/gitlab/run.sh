#!/usr/bin/env bash
# Checks the pages in a job of GitLab: reports as artifacts, and one note on the merge request where a token allows it.
# Ends as factlint ends. What may be told is in ../check.sh, and:
#
#   FACTLINT_GITLAB_TOKEN    a token with the scope "api", for the note
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
python="${FACTLINT_PYTHON:-python3}"
if [[ -z "${FACTLINT:-}" ]]; then
  environment="$(mktemp -d)"
  "$python" -m venv "$environment"
  python="$environment/bin/python"
  "$python" -m pip install --quiet --disable-pip-version-check "$here/../.."
  FACTLINT="$environment/bin/factlint"
fi

cd "$CI_PROJECT_DIR"
# Pages are named from the folder of the configuration.
below="$(dirname -- "${FACTLINT_CONFIG:-.}")/"
below="${below#./}"
export FACTLINT
export FACTLINT_REPORTS="${FACTLINT_REPORTS:-$CI_PROJECT_DIR/factlint-reports}"
export FACTLINT_FORMATS="${FACTLINT_FORMATS:-full gitlab junit markdown}"
if [[ -z "${FACTLINT_SOURCE_URL:-}" ]]; then
  FACTLINT_SOURCE_URL="$CI_PROJECT_URL/-/blob/$CI_COMMIT_SHA/$below{path}#L{line}"
fi
export FACTLINT_SOURCE_URL
# A pipeline for merged results knows where the target stands now, any other one where the branch left it.
target="${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-}"
since="${FACTLINT_SINCE:-${target:-${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}}}"
if [[ "$since" == none ]]; then since=""; fi
export FACTLINT_SINCE="$since"

status=0
bash "$here/../check.sh" || status=$?
if ((status > 1)); then
  # What an earlier push was told must not stand as if it were about this one.
  mkdir -p "$FACTLINT_REPORTS"
  bash "$here/../unchecked.sh" "$status" >"$FACTLINT_REPORTS/comment.md"
fi
if [[ -f "$FACTLINT_REPORTS/report.txt" ]]; then cat "$FACTLINT_REPORTS/report.txt"; fi
if [[ -n "${CI_MERGE_REQUEST_IID:-}" && -f "$FACTLINT_REPORTS/comment.md" ]]; then
  if [[ -z "${FACTLINT_GITLAB_TOKEN:-}" ]]; then
    echo "factlint: no note on the merge request: FACTLINT_GITLAB_TOKEN is not set" >&2
  else
    # The report is an artifact whatever comes of the note.
    "$python" "$here/../comment.py" gitlab "$FACTLINT_REPORTS/comment.md" || true
  fi
fi
exit "$status"
