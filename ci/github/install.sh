#!/usr/bin/env bash
# Installs factlint from the folder of the action into an environment of its own, and says where it is.
set -euo pipefail

python="${FACTLINT_PYTHON:-}"
if [[ -z "$python" ]]; then python="$(command -v python3 || command -v python)"; fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error::factlint needs Python 3.11 or newer: run actions/setup-python before it"
  exit 1
fi
environment="$RUNNER_TEMP/factlint-environment"
"$python" -m venv "$environment"
commands="$environment/bin"
if [[ ! -d "$commands" ]]; then commands="$environment/Scripts"; fi
"$commands/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
{
  echo "program=$commands/factlint"
  echo "python=$commands/python"
} >>"$GITHUB_OUTPUT"
