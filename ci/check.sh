#!/usr/bin/env bash
# Runs factlint once and leaves one report for each format, whatever it finds. Told by the environment, so that nothing
# a workflow or a page says is ever read as part of a command:
#
#   FACTLINT             the program (factlint)
#   FACTLINT_REPORTS     folder for the reports (factlint-reports)
#   FACTLINT_FORMATS     names of formats; json is always written
#   FACTLINT_PATHS       files and folders, one in each line (those of the configuration)
#   FACTLINT_CONFIG, FACTLINT_SINCE, FACTLINT_FAIL_ON, FACTLINT_SOURCE_URL    as the options of `factlint check`
#
# Exit status: that of factlint.
set -euo pipefail

reports="${FACTLINT_REPORTS:-factlint-reports}"

file_of() {
  case "$1" in
    full) echo report.txt ;;
    markdown) echo comment.md ;;
    sarif) echo factlint.sarif ;;
    github) echo annotations.txt ;;
    github-summary) echo summary.md ;;
    gitlab) echo gl-code-quality-report.json ;;
    junit) echo junit.xml ;;
    *) echo "report.$1" ;;
  esac
}

arguments=(check)
option() {
  if [[ -n "$2" ]]; then arguments+=("--$1=$2"); fi
}
option config "${FACTLINT_CONFIG:-}"
option since "${FACTLINT_SINCE:-}"
option fail-on "${FACTLINT_FAIL_ON:-}"
option source-url "${FACTLINT_SOURCE_URL:-}"

formats=()
read -r -d '' -a formats <<<"json ${FACTLINT_FORMATS:-}" || true
said=" "
for format in "${formats[@]}"; do
  if [[ ! "$format" =~ ^[a-z][a-z0-9-]*$ ]]; then
    echo "factlint: '$format' is no name of a format" >&2
    exit 2
  fi
  if [[ "$said" != *" $format "* ]]; then
    said+="$format "
    arguments+=(-o "$format:$reports/$(file_of "$format")")
  fi
done

arguments+=(--)
while IFS= read -r path; do
  if [[ -n "$path" ]]; then arguments+=("$path"); fi
done <<<"${FACTLINT_PATHS:-}"

mkdir -p "$reports"
# What an earlier use in the same folder left is none of this one's.
rm -f -- "$reports"/{report.{txt,json,csv,html},comment.md,factlint.sarif,annotations.txt,summary.md} \
  "$reports"/{gl-code-quality-report.json,junit.xml}
# Some reports are text like the pages: no run is to read them.
echo '*' >"$reports/.gitignore"
exec "${FACTLINT:-factlint}" "${arguments[@]}"
