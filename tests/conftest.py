"""What all tests share: a run may demand that nothing was skipped."""

import pytest
from hypothesis import settings

# how long an example takes says more of the machine than of the code
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fail-on-skip", action="store_true", help="fail the run if any test was skipped")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--fail-on-skip") and reporter is not None:
        skipped = len(reporter.stats.get("skipped", []))
        if skipped and exitstatus == pytest.ExitCode.OK:
            reporter.write_line(f"{skipped} tests were skipped, which --fail-on-skip forbids", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
