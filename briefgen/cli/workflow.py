"""The workflow by which GitHub wakes briefgen. What is frozen is committed and pushed before anything of it is sent."""

WORKFLOW = """\
# MARK
name: GROUP
on:
  schedule:
    - cron: "7 * * * *" # UTC. GitHub may start it late, or leave one out; the next run makes up for that
  workflow_dispatch: # by hand, too
permissions: {}
concurrency: # never two at once; a run that has begun is never cut off
  group: GROUP
  cancel-in-progress: false
jobs:
  due:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: write # to push the record
    defaults:
      run:
        shell: bash
        working-directory: FOLDER
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - name: Install briefgen and what it needs of the system
        run: |
          sudo apt-get update
          sudo apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
          pip install briefgen==VERSION
      - name: Freeze what is due, and put on record what will be sent
        run: briefgen schedule run --prepare "$GITHUB_RUN_ID.$GITHUB_RUN_ATTEMPT"
      - name: Push the record, before anything is sent
        id: record
        if: ${{ !cancelled() }} # also what the run has to say of its failures
        run: |
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          git add --all .
          git diff --cached --quiet || git commit --message "What was due"
          git pull --rebase
          git push
      - name: Send what is on record
        if: ${{ !cancelled() && steps.record.outcome == 'success' }}
        env:
          BRIEFGEN_MAIL_PASSWORD: ${{ secrets.BRIEFGEN_MAIL_PASSWORD }}
        run: briefgen schedule run --prepared "$GITHUB_RUN_ID.$GITHUB_RUN_ATTEMPT"
      - name: Push the receipts
        if: ${{ !cancelled() && steps.record.outcome == 'success' }}
        run: |
          git add --all .
          git diff --cached --quiet || git commit --message "What was sent"
          git pull --rebase
          git push
"""
"""MARK, GROUP, VERSION and FOLDER stand for what is of the project."""
