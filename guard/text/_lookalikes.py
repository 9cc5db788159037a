"""Letters that look like Latin ones, made by scripts/make_lookalikes.py (sources there): do not edit."""

LATIN = dict(
    zip(
        "ƄƍƖƦǀɑɡɩɪʏᴄᴏᴑᴜᴠᴡᴢᶃᶌẝỿꜱꞘꞙꞟꞲꞳꞴꬲꬵꬽꭇꭈꭎꭒꭚ🅐🅑🅒🅓🅔🅕🅖🅗🅘🅙🅚🅛🅜🅝🅞🅟🅠🅡🅢🅣🅤🅥🅦🅧🅨🅩🅰🅱🅲🅳🅴🅵🅶🅷🅸🅹🅺🅻🅼🅽🅾🅿🆀🆁🆂🆃🆄🆅🆆🆇🆈🆉ɢɴʀʁʙʜʟᴀᴃᴅᴇᴊᴋᴍᴎᴐᴘᴙᴚᴛꜰ",
        "BgiRlagiiycoouvwzgyfysFfuJXBeforruuyabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzgnrrbhlabdejkmnoprrtf",
        strict=True,
    )
)
"""Other shapes of Latin letters, always read as these letters."""

STRICT = dict(
    zip(
        "ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορσυϜϳϺЅІЈАВЕКМНОРСТУХЬагеорсухѕіјѡѴѵҮүһҽӀӏԁԌԛԜԝՍՏՕագզհոռսցքօᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏏ"
        "ᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏳᏴᐯᑌᑭᑯᑲᒍᒪᕁᕼᕽᖇᖯᖴᗅᗞᗪᗰᗷᴦⲅⲎⲒⲔⲘⲚⲞⲟⲢⲣⲤⲥⲦⲨⲬⳐꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꙇꭵꮁꮃꮓꮩꮪꮯ𐐄𐐕𐐛𐐠𐐬𐐽𐑈𐒴𐓂𐓎𐓪𐓶",
        "JABEZHiKMNOPTYXayivopouFjMSiJABEKMHOPCTYXBareopcyxsijwVvYyheiidGqWwUSOwqqhnnugfoDRTIYAJEWMHYGHZB"
        "RWSVSLCPKDGBVUPdbJLxHxRbFADDMBrrHiKMNOoPpCcTYXLBPdDTGKJCZFMNLSRVHWXYAEiOUiirwzvscOCLSocsROUou",
        strict=True,
    )
)
"""Letters of other scripts that cannot be told from Latin ones."""

LOOSE = dict(
    zip(
        "взийкмнптцчшщъыьэюяєїљћґдбβδεζηθκλμξπςτφχψωЗИЙПЦЧШЩЪЭЯЄЇГДБΓΔΘΛΞΠΣΦΨΩ",
        "bennkmhntuywwbbbeoreibhrabbdeznokauenctoxwwENNNUYWWBEREIRABRAOAENEOWO",
        strict=True,
    )
)
"""Letters of other scripts that pass for Latin ones inside a Latin word."""
