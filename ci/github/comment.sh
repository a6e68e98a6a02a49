#!/usr/bin/env bash
# Puts the report on the pull request as one comment. Never fails a job: a change from a fork gives no right to comment,
# and then the report goes to the summary of the job.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
report="${FACTLINT_REPORTS:-}/comment.md"
if [[ "${FACTLINT_STATUS:-}" =~ ^[0-9]+$ ]] && ((FACTLINT_STATUS > 1)); then
  # What an earlier push was told must not stand as if it were about this one.
  report="$(mktemp)"
  bash "$here/../unchecked.sh" "$FACTLINT_STATUS" >"$report"
elif [[ ! -f "$report" ]]; then
  echo "factlint: no comment: markdown is not among the formats"
  exit 0
fi
status=0
"${FACTLINT_PYTHON:-python3}" "$here/../comment.py" github "$report" || status=$?
if ((status == 0)); then exit 0; fi
if ((status == 3)); then
  echo "::notice::factlint may not comment here (a fork, or no 'pull-requests: write'); its report is in the summary"
else
  echo "::warning::factlint could not comment; its report is in the summary"
fi
cat "$report" >>"$GITHUB_STEP_SUMMARY"
