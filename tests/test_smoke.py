import pytest


@pytest.mark.parametrize("path", ["/", "/projecten/", "/projecten/pygrunn/", "/themas/", "/resultaten/2017/", "/over/"])
def test_a_page_of_the_site_opens(client, path):
    response = client.get(path)

    assert response.status_code == 200
