#!/usr/bin/env bash
# Puts the report on the pull request as one comment. Never fails a job: a change from a fork gives no right to comment,
# and then the report goes to the summary of the job.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
report="$FACTLINT_REPORTS/comment.md"
status=0
"${FACTLINT_PYTHON:-python3}" "$here/../comment.py" github "$report" || status=$?
if ((status == 0)); then exit 0; fi
if ((status == 3)); then
  echo "::notice::factlint may not comment here (a fork, or no 'pull-requests: write'); its report is in the summary"
else
  echo "::warning::factlint could not comment; its report is in the summary"
fi
if [[ -f "$report" ]]; then cat "$report" >>"$GITHUB_STEP_SUMMARY"; fi
