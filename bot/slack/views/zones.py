"""The zones a form offers: one city or country list each, by region."""

from __future__ import annotations

from slack_sdk.models.blocks import OptionGroup

from bot.slack.views.inputs import group, option

ZONES: dict[str, dict[str, str]] = {
    "Europe": {
        "Atlantic/Reykjavik": "Reykjavik",
        "Europe/Lisbon": "Lisbon",
        "Europe/London": "London, Edinburgh",
        "Europe/Dublin": "Dublin",
        "Europe/Madrid": "Madrid, Barcelona",
        "Europe/Paris": "Paris, Lyon",
        "Europe/Brussels": "Brussels",
        "Europe/Amsterdam": "Amsterdam",
        "Europe/Berlin": "Berlin, Munich, Hamburg",
        "Europe/Zurich": "Zurich, Geneva",
        "Europe/Vienna": "Vienna",
        "Europe/Rome": "Rome, Milan",
        "Europe/Prague": "Prague",
        "Europe/Warsaw": "Warsaw, Kraków",
        "Europe/Copenhagen": "Copenhagen",
        "Europe/Stockholm": "Stockholm, Gothenburg",
        "Europe/Oslo": "Oslo",
        "Europe/Budapest": "Budapest",
        "Europe/Belgrade": "Belgrade, Zagreb",
        "Europe/Athens": "Athens",
        "Europe/Bucharest": "Bucharest",
        "Europe/Sofia": "Sofia",
        "Europe/Helsinki": "Helsinki",
        "Europe/Vilnius": "Vilnius, Riga, Tallinn",
        "Europe/Kyiv": "Kyiv, Lviv",
        "Europe/Istanbul": "Istanbul",
    },
    "Americas": {
        "America/St_Johns": "St. John's",
        "America/Halifax": "Halifax",
        "America/New_York": "New York, Boston, Miami (Eastern)",
        "America/Toronto": "Toronto, Montréal",
        "America/Chicago": "Chicago, Austin (Central)",
        "America/Mexico_City": "Mexico City",
        "America/Costa_Rica": "Costa Rica",
        "America/Denver": "Denver, Salt Lake City (Mountain)",
        "America/Phoenix": "Phoenix (Arizona)",
        "America/Los_Angeles": "Los Angeles, San Francisco, Seattle (Pacific)",
        "America/Vancouver": "Vancouver",
        "America/Anchorage": "Anchorage",
        "Pacific/Honolulu": "Honolulu",
        "America/Bogota": "Bogotá",
        "America/Lima": "Lima",
        "America/Santiago": "Santiago",
        "America/Sao_Paulo": "São Paulo, Rio de Janeiro",
        "America/Argentina/Buenos_Aires": "Buenos Aires",
        "America/Montevideo": "Montevideo",
    },
    "Africa and Middle East": {
        "Africa/Casablanca": "Casablanca",
        "Africa/Accra": "Accra",
        "Africa/Lagos": "Lagos",
        "Africa/Cairo": "Cairo",
        "Africa/Johannesburg": "Johannesburg, Cape Town",
        "Africa/Nairobi": "Nairobi",
        "Asia/Jerusalem": "Tel Aviv, Jerusalem",
        "Asia/Dubai": "Dubai",
    },
    "Asia and Pacific": {
        "Asia/Tbilisi": "Tbilisi",
        "Asia/Karachi": "Karachi",
        "Asia/Kolkata": "Bengaluru, Delhi, Mumbai",
        "Asia/Dhaka": "Dhaka",
        "Asia/Bangkok": "Bangkok",
        "Asia/Ho_Chi_Minh": "Ho Chi Minh City, Hanoi",
        "Asia/Jakarta": "Jakarta",
        "Asia/Singapore": "Singapore, Kuala Lumpur",
        "Asia/Manila": "Manila",
        "Asia/Hong_Kong": "Hong Kong",
        "Asia/Shanghai": "Shanghai, Beijing",
        "Asia/Taipei": "Taipei",
        "Asia/Seoul": "Seoul",
        "Asia/Tokyo": "Tokyo",
        "Australia/Perth": "Perth",
        "Australia/Brisbane": "Brisbane",
        "Australia/Sydney": "Sydney, Melbourne",
        "Pacific/Auckland": "Auckland",
    },
}


def zone_groups(also: str = "") -> list[OptionGroup]:
    """The zones as options. `also`, where it is none of them, comes first, so that it can be kept."""
    known = {zone for zones in ZONES.values() for zone in zones}
    groups = [
        group(region, [option(label, zone) for zone, label in zones.items()])
        for region, zones in ZONES.items()
    ]
    return [group("As it is now", [option(also, also)]), *groups] if also and also not in known else groups


def zone_label(zone: str) -> str:
    """ "Berlin, Munich, Hamburg"; the zone's own name where it is none of those offered."""
    return next((zones[zone] for zones in ZONES.values() if zone in zones), zone)
