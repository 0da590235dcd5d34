"""Small images beside the rows of a list: those that the admin shows of images anyhow, so most are made already."""

from wagtail.images.models import Filter

from ...models import DogImage, DogRendition

SPEC = "max-165x165"


def give_thumbnails(rows: list) -> None:
    """Each row gets its `thumbnail`, or None, in one query; what is missing is made, once."""
    wanted = {row.image_id for row in rows} - {None}
    found = {made.image_id: made for made in DogRendition.objects.filter(image__in=wanted, filter_spec=SPEC)}
    if missing := wanted - found.keys():
        made = {image.pk: image.get_rendition(Filter(SPEC)) for image in DogImage.objects.filter(pk__in=missing)}
        found |= made
    for row in rows:
        row.thumbnail = found.get(row.image_id)
