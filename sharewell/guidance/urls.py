"""Public pages of the guidance. Their names begin with `guidance`: anybody may read them."""

from sharewell.guidance.library.urls import urlpatterns as library
from sharewell.guidance.walk_map.urls import urlpatterns as walk_map

urlpatterns = [*walk_map, *library]
