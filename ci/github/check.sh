#!/usr/bin/env bash
# Checks the pages in a job of GitHub Actions: reports, annotations, the summary of the job, outputs. It fails only where
# it cannot do that: what factlint exited with is an output, so that reports are passed on first.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# A folder for each use: what an earlier one in the same job left is not passed on.
FACTLINT_REPORTS="${FACTLINT_REPORTS:-$(mktemp -d "$RUNNER_TEMP/factlint-reports.XXXXXX")}"
export FACTLINT_REPORTS

is_pull_request() {
  [[ "${GITHUB_EVENT_NAME:-}" == pull_request || "${GITHUB_EVENT_NAME:-}" == pull_request_target ]]
}

# For this event the base is checked out, unless the workflow says otherwise: it approves of nothing.
if [[ "${GITHUB_EVENT_NAME:-}" == pull_request_target ]]; then
  commit="$(git rev-parse HEAD)"
  base="$(git rev-parse --quiet --verify "refs/remotes/origin/${GITHUB_BASE_REF:-}^{commit}" || true)"
  if [[ "$commit" == "${GITHUB_SHA:-}" || "$commit" == "$base" ]]; then
    echo "::error::factlint would check the base and not the change: check out the change for pull_request_target"
    echo "status=2" >>"$GITHUB_OUTPUT"
    exit 2
  fi
fi

# What a change is compared with. A pull request is checked out as it would be merged, unless the workflow says
# otherwise: the first parent of that is where the base stands now.
since() {
  if [[ "${FACTLINT_SINCE:-}" == none ]]; then return; fi
  if [[ -n "${FACTLINT_SINCE:-}" ]] || ! is_pull_request; then
    echo "${FACTLINT_SINCE:-}"
  elif [[ "$GITHUB_EVENT_NAME" == pull_request && "$(git rev-parse HEAD)" == "${GITHUB_SHA:-}" ]] && git rev-parse --quiet --verify 'HEAD^2' >/dev/null; then
    echo 'HEAD^1'
  else
    echo "origin/${GITHUB_BASE_REF:-}..."
  fi
}

# Where the host shows the pages that were judged. Pages are named from the folder of the configuration.
source_url() {
  local below commit
  below="$(cd -- "$(dirname -- "${FACTLINT_CONFIG:-.}")" && git rev-parse --show-prefix 2>/dev/null)" || return 0
  commit="$(git rev-parse --quiet --verify HEAD 2>/dev/null)" || return 0
  if [[ "$below" =~ ^[A-Za-z0-9._/-]*$ && -n "${GITHUB_REPOSITORY:-}" ]]; then
    echo "${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/blob/$commit/$below{path}#L{line}"
  fi
}

FACTLINT_SINCE="$(since)"
FACTLINT_SOURCE_URL="${FACTLINT_SOURCE_URL:-$(source_url)}"
export FACTLINT_SINCE FACTLINT_SOURCE_URL

mkdir -p "$FACTLINT_REPORTS"
log="$FACTLINT_REPORTS/log.txt"
status=0
bash "$here/../check.sh" >"$log" 2>&1 || status=$?

# Text from pages must not be taken for orders to the runner.
quoted() {
  local token
  token="$("${FACTLINT_PYTHON:-python3}" -c 'import secrets; print(secrets.token_hex(16))')"
  echo "::stop-commands::$token"
  cat "$@"
  echo "::$token::"
}
quoted "$log"
if ((status > 1)); then
  echo "::error::factlint could not check the pages: exit status $status"
  echo "status=$status" >>"$GITHUB_OUTPUT"
  exit "$status"
fi
if [[ -f "$FACTLINT_REPORTS/report.txt" ]]; then quoted "$FACTLINT_REPORTS/report.txt"; fi
if [[ -f "$FACTLINT_REPORTS/annotations.txt" ]]; then cat "$FACTLINT_REPORTS/annotations.txt"; fi
if [[ -f "$FACTLINT_REPORTS/summary.md" ]]; then cat "$FACTLINT_REPORTS/summary.md" >>"$GITHUB_STEP_SUMMARY"; fi

{
  "${FACTLINT_PYTHON:-python3}" "$here/../counts.py" "$FACTLINT_REPORTS/report.json"
  echo "status=$status"
  echo "reports=$FACTLINT_REPORTS"
  echo "json=$FACTLINT_REPORTS/report.json"
  if [[ -f "$FACTLINT_REPORTS/factlint.sarif" ]]; then echo "sarif=$FACTLINT_REPORTS/factlint.sarif"; fi
} >>"$GITHUB_OUTPUT"
