"""Every view of the admin that this project adds passes WCAG 2.2 AA as far as axe can tell, light and dark."""

import pytest

from .same_rows import count_anew
from .states import VIEW_VISITS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("view", VIEW_VISITS)
def test_everybody_can_use_the_view(judge, log_in, view):
    count_anew()
    judge.sits_down(log_in(view.username))

    view.opens(judge.tab.page)
    found = judge.findings(with_frame=view.with_frame)

    assert found == [], "\n".join(found)
