/**
 * The time zones of the tz database (2025b, in the public domain), in groups: abbreviation and offset in seconds of
 * standard time, then of daylight saving time (standard time again where there never was any), then the zones.
 *
 * Needed beside Intl, which folds case, lists no aliases, and does not tell the abbreviations of the tz database. Both
 * pairs are those last in force, as in the zone's file; a test compares them with the files where they are installed.
 */
export type ZoneGroup = readonly [
  standard: string,
  standardOffset: number,
  daylight: string,
  daylightOffset: number,
  names: string,
];

export const ZONE_GROUPS: readonly ZoneGroup[] = [
  ['-12', -43200, '-12', -43200, `Etc/GMT+12`],
  ['-11', -39600, '-11', -39600, `Etc/GMT+11 Pacific/Niue`],
  ['SST', -39600, 'SST', -39600, `Pacific/Pago_Pago Pacific/Samoa US/Samoa`],
  ['SST', -39600, '-10', -36000, `Pacific/Midway`],
  ['-10', -36000, '-10', -36000, `Etc/GMT+10 Pacific/Tahiti`],
  ['HST', -36000, 'HST', -36000, `HST`],
  ['-10', -36000, '-0930', -34200, `Pacific/Rarotonga`],
  ['HST', -36000, 'HPT', -34200, `Pacific/Honolulu Pacific/Johnston US/Hawaii`],
  ['HST', -36000, 'HDT', -32400, `America/Adak America/Atka US/Aleutian`],
  ['-0930', -34200, '-0930', -34200, `Pacific/Marquesas`],
  ['-09', -32400, '-09', -32400, `Etc/GMT+9 Pacific/Gambier`],
  [
    'AKST',
    -32400,
    'AKDT',
    -28800,
    `America/Anchorage America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat
    US/Alaska`,
  ],
  ['-08', -28800, '-08', -28800, `Etc/GMT+8 Pacific/Pitcairn`],
  [
    'PST',
    -28800,
    'PDT',
    -25200,
    `America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana America/Vancouver
    Canada/Pacific Mexico/BajaNorte PST8PDT US/Pacific`,
  ],
  ['-07', -25200, '-07', -25200, `Etc/GMT+7`],
  ['MST', -25200, 'MST', -25200, `America/Creston MST`],
  [
    'MST',
    -25200,
    'PDT',
    -25200,
    `America/Dawson America/Dawson_Creek America/Fort_Nelson America/Whitehorse Canada/Yukon`,
  ],
  [
    'MST',
    -25200,
    'MDT',
    -21600,
    `America/Boise America/Cambridge_Bay America/Ciudad_Juarez America/Denver America/Edmonton
    America/Hermosillo America/Inuvik America/Mazatlan America/Phoenix America/Shiprock
    America/Yellowknife Canada/Mountain MST7MDT Mexico/BajaSur Navajo US/Arizona US/Mountain`,
  ],
  ['-06', -21600, '-06', -21600, `Etc/GMT+6`],
  ['CST', -21600, 'MDT', -21600, `America/Chihuahua America/Regina America/Swift_Current Canada/Saskatchewan`],
  ['-06', -21600, '-05', -18000, `Chile/EasterIsland Pacific/Easter Pacific/Galapagos`],
  [
    'CST',
    -21600,
    'CDT',
    -18000,
    `America/Bahia_Banderas America/Belize America/Chicago America/Costa_Rica America/El_Salvador
    America/Guatemala America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Managua
    America/Matamoros America/Menominee America/Merida America/Mexico_City America/Monterrey
    America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem
    America/Ojinaga America/Rainy_River America/Rankin_Inlet America/Resolute America/Tegucigalpa
    America/Winnipeg CST6CDT Canada/Central Mexico/General US/Central US/Indiana-Starke`,
  ],
  ['-05', -18000, '-05', -18000, `Etc/GMT+5`],
  ['EST', -18000, 'CDT', -18000, `America/Cancun`],
  ['EST', -18000, 'CPT', -18000, `America/Atikokan`],
  ['EST', -18000, 'EST', -18000, `America/Cayman America/Coral_Harbour America/Panama EST`],
  [
    '-05',
    -18000,
    '-04',
    -14400,
    `America/Bogota America/Eirunepe America/Guayaquil America/Lima America/Porto_Acre America/Rio_Branco
    Brazil/Acre`,
  ],
  ['CST', -18000, 'CDT', -14400, `America/Havana Cuba`],
  [
    'EST',
    -18000,
    'EDT',
    -14400,
    `America/Detroit America/Fort_Wayne America/Grand_Turk America/Indiana/Indianapolis
    America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes
    America/Indiana/Winamac America/Indianapolis America/Iqaluit America/Jamaica
    America/Kentucky/Louisville America/Kentucky/Monticello America/Louisville America/Montreal
    America/Nassau America/New_York America/Nipigon America/Pangnirtung America/Port-au-Prince
    America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT Jamaica US/East-Indiana US/Eastern
    US/Michigan`,
  ],
  ['AST', -14400, '-0430', -16200, `America/Santo_Domingo`],
  ['-04', -14400, '-04', -14400, `America/Caracas America/Guyana Etc/GMT+4`],
  [
    'AST',
    -14400,
    'AST',
    -14400,
    `America/Anguilla America/Antigua America/Aruba America/Curacao America/Dominica America/Grenada
    America/Guadeloupe America/Montserrat America/Port_of_Spain America/St_Kitts America/St_Lucia
    America/St_Thomas America/St_Vincent America/Tortola`,
  ],
  ['-04', -14400, 'BST', -12756, `America/La_Paz`],
  [
    '-04',
    -14400,
    '-03',
    -10800,
    `America/Boa_Vista America/Campo_Grande America/Cuiaba America/Manaus America/Porto_Velho
    America/Santiago Brazil/West Chile/Continental`,
  ],
  [
    'AST',
    -14400,
    'ADT',
    -10800,
    `America/Barbados America/Glace_Bay America/Goose_Bay America/Halifax America/Martinique
    America/Moncton America/Thule Atlantic/Bermuda Canada/Atlantic`,
  ],
  [
    'AST',
    -14400,
    'APT',
    -10800,
    `America/Blanc-Sablon America/Kralendijk America/Lower_Princes America/Marigot America/Puerto_Rico
    America/St_Barthelemy America/Virgin`,
  ],
  ['NST', -12600, 'NDT', -9000, `America/St_Johns Canada/Newfoundland`],
  [
    '-03',
    -10800,
    '-03',
    -10800,
    `America/Argentina/San_Luis America/Asuncion America/Cayenne America/Coyhaique America/Paramaribo
    America/Punta_Arenas America/Santarem Antarctica/Palmer Antarctica/Rothera Atlantic/Stanley
    Etc/GMT+3`,
  ],
  [
    '-03',
    -10800,
    '-02',
    -7200,
    `America/Araguaina America/Argentina/Buenos_Aires America/Argentina/Catamarca
    America/Argentina/ComodRivadavia America/Argentina/Cordoba America/Argentina/Jujuy
    America/Argentina/La_Rioja America/Argentina/Mendoza America/Argentina/Rio_Gallegos
    America/Argentina/Salta America/Argentina/San_Juan America/Argentina/Tucuman
    America/Argentina/Ushuaia America/Bahia America/Belem America/Buenos_Aires America/Catamarca
    America/Cordoba America/Fortaleza America/Jujuy America/Maceio America/Mendoza America/Miquelon
    America/Montevideo America/Recife America/Rosario America/Sao_Paulo Brazil/East`,
  ],
  ['-02', -7200, '-02', -7200, `Atlantic/South_Georgia Etc/GMT+2`],
  ['-02', -7200, '-01', -3600, `America/Godthab America/Noronha America/Nuuk America/Scoresbysund Brazil/DeNoronha`],
  ['-01', -3600, '-01', -3600, `Atlantic/Cape_Verde Etc/GMT+1`],
  ['-01', -3600, '+00', 0, `Atlantic/Azores`],
  ['GMT', 0, '-02', -7200, `America/Danmarkshavn`],
  ['GMT', 0, '-0040', -2400, `Africa/Freetown`],
  ['-00', 0, '-00', 0, `Factory`],
  ['GMT', 0, '+00', 0, `Atlantic/Reykjavik`],
  [
    'GMT',
    0,
    'GMT',
    0,
    `Africa/Abidjan Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Lome
    Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Sao_Tome Africa/Timbuktu
    Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich
    Iceland`,
  ],
  ['UTC', 0, 'UTC', 0, `Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu`],
  ['GMT', 0, '+0030', 1800, `Africa/Accra`],
  ['GMT', 0, 'BST', 3600, `Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London GB GB-Eire`],
  [
    'WET',
    0,
    'WEST',
    3600,
    `Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Europe/Lisbon Portugal WET`,
  ],
  ['+00', 0, '+02', 7200, `Antarctica/Troll`],
  ['+01', 3600, '+00', 0, `Africa/Casablanca Africa/El_Aaiun`],
  ['IST', 3600, 'GMT', 0, `Eire Europe/Dublin`],
  ['+01', 3600, '+01', 3600, `Etc/GMT-1`],
  ['CET', 3600, 'WEST', 3600, `Africa/Algiers`],
  [
    'WAT',
    3600,
    'WAT',
    3600,
    `Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville
    Africa/Luanda Africa/Malabo Africa/Niamey Africa/Porto-Novo`,
  ],
  [
    'CET',
    3600,
    'CEST',
    7200,
    `Africa/Ceuta Africa/Tunis Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra
    Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen
    Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta
    Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino
    Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican
    Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich Poland`,
  ],
  ['MET', 3600, 'MEST', 7200, `MET`],
  ['WAT', 3600, 'WAST', 7200, `Africa/Ndjamena`],
  ['CAT', 7200, 'WAT', 3600, `Africa/Windhoek`],
  ['+02', 7200, '+02', 7200, `Etc/GMT-2`],
  [
    'CAT',
    7200,
    'CAT',
    7200,
    `Africa/Blantyre Africa/Bujumbura Africa/Harare Africa/Kigali Africa/Lubumbashi Africa/Lusaka
    Africa/Maputo`,
  ],
  ['EET', 7200, 'CEST', 7200, `Africa/Tripoli Libya`],
  ['SAST', 7200, 'SAST', 7200, `Africa/Mbabane`],
  ['CAT', 7200, 'CAST', 10800, `Africa/Gaborone Africa/Juba Africa/Khartoum`],
  [
    'EET',
    7200,
    'EEST',
    10800,
    `Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Nicosia EET Egypt Europe/Athens
    Europe/Bucharest Europe/Chisinau Europe/Helsinki Europe/Kaliningrad Europe/Kiev Europe/Kyiv
    Europe/Mariehamn Europe/Nicosia Europe/Riga Europe/Sofia Europe/Tallinn Europe/Tiraspol
    Europe/Uzhgorod Europe/Vilnius Europe/Zaporozhye`,
  ],
  ['IST', 7200, 'IDT', 10800, `Asia/Jerusalem Asia/Tel_Aviv Israel`],
  ['SAST', 7200, 'SAST', 10800, `Africa/Johannesburg Africa/Maseru`],
  ['+03', 10800, '+03', 10800, `Antarctica/Syowa Asia/Aden Asia/Bahrain Asia/Kuwait Asia/Qatar Asia/Riyadh Etc/GMT-3`],
  ['+03', 10800, 'EEST', 10800, `Asia/Amman Asia/Damascus Asia/Istanbul Europe/Istanbul Europe/Minsk Turkey`],
  [
    'EAT',
    10800,
    'EAT',
    10800,
    `Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala
    Africa/Mogadishu Africa/Nairobi Indian/Comoro Indian/Mayotte`,
  ],
  ['MSK', 10800, 'EEST', 10800, `Europe/Simferopol`],
  ['+03', 10800, '+04', 14400, `Asia/Baghdad`],
  ['EAT', 10800, 'EAST', 14400, `Indian/Antananarivo`],
  ['MSK', 10800, 'MSD', 14400, `Europe/Kirov Europe/Moscow Europe/Volgograd W-SU`],
  ['+0330', 12600, '+0430', 16200, `Asia/Tehran Iran`],
  [
    '+04',
    14400,
    '+04',
    14400,
    `Asia/Dubai Asia/Muscat Asia/Tbilisi Etc/GMT-4 Europe/Astrakhan Europe/Samara Europe/Saratov
    Europe/Ulyanovsk Indian/Mahe Indian/Reunion`,
  ],
  ['+04', 14400, '+05', 18000, `Asia/Baku Asia/Yerevan Indian/Mauritius`],
  ['+0430', 16200, '+0430', 16200, `Asia/Kabul`],
  [
    '+05',
    18000,
    '+05',
    18000,
    `Antarctica/Mawson Antarctica/Vostok Asia/Aqtau Asia/Ashgabat Asia/Ashkhabad Asia/Atyrau Asia/Oral
    Etc/GMT-5 Indian/Kerguelen Indian/Maldives`,
  ],
  [
    '+05',
    18000,
    '+06',
    21600,
    `Asia/Aqtobe Asia/Dushanbe Asia/Qostanay Asia/Qyzylorda Asia/Samarkand Asia/Tashkent
    Asia/Yekaterinburg`,
  ],
  ['PKT', 18000, 'PKST', 21600, `Asia/Karachi`],
  ['+05', 18000, '+07', 25200, `Asia/Almaty`],
  ['+0530', 19800, '+0630', 23400, `Asia/Colombo`],
  ['IST', 19800, '+0630', 23400, `Asia/Calcutta Asia/Kolkata`],
  ['+0545', 20700, '+0545', 20700, `Asia/Kathmandu Asia/Katmandu`],
  [
    '+06',
    21600,
    '+06',
    21600,
    `Asia/Bishkek Asia/Kashgar Asia/Thimbu Asia/Thimphu Asia/Urumqi Etc/GMT-6 Indian/Chagos`,
  ],
  ['+06', 21600, '+07', 25200, `Asia/Dacca Asia/Dhaka Asia/Omsk`],
  ['+0630', 23400, '+0630', 23400, `Asia/Rangoon Asia/Yangon Indian/Cocos`],
  [
    '+07',
    25200,
    '+07',
    25200,
    `Antarctica/Davis Asia/Bangkok Asia/Barnaul Asia/Ho_Chi_Minh Asia/Novokuznetsk Asia/Novosibirsk
    Asia/Phnom_Penh Asia/Saigon Asia/Tomsk Asia/Vientiane Etc/GMT-7 Indian/Christmas`,
  ],
  ['WIB', 25200, 'WIB', 25200, `Asia/Jakarta Asia/Pontianak`],
  ['+07', 25200, '+08', 28800, `Asia/Hovd Asia/Krasnoyarsk`],
  ['+08', 28800, '+0720', 26400, `Asia/Kuala_Lumpur Asia/Singapore Singapore`],
  ['+08', 28800, '+08', 28800, `Antarctica/Casey Asia/Brunei Etc/GMT-8`],
  ['WITA', 28800, 'WITA', 28800, `Asia/Makassar Asia/Ujung_Pandang`],
  ['+08', 28800, '+0820', 30000, `Asia/Kuching`],
  ['+08', 28800, '+09', 32400, `Asia/Choibalsan Asia/Irkutsk Asia/Ulaanbaatar Asia/Ulan_Bator`],
  ['AWST', 28800, 'AWDT', 32400, `Australia/Perth Australia/West`],
  [
    'CST',
    28800,
    'CDT',
    32400,
    `Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai Asia/Taipei PRC ROC`,
  ],
  ['HKT', 28800, 'HKST', 32400, `Asia/Hong_Kong Hongkong`],
  ['PST', 28800, 'PDT', 32400, `Asia/Manila`],
  ['+0845', 31500, '+0945', 35100, `Australia/Eucla`],
  ['+09', 32400, '+09', 32400, `Asia/Dili Etc/GMT-9 Pacific/Palau`],
  ['KST', 32400, 'KST', 32400, `Asia/Pyongyang`],
  ['WIT', 32400, 'WIT', 32400, `Asia/Jayapura`],
  ['+09', 32400, '+10', 36000, `Asia/Chita Asia/Yakutsk`],
  ['JST', 32400, 'JDT', 36000, `Asia/Tokyo Japan`],
  ['KST', 32400, 'KDT', 36000, `Asia/Seoul ROK`],
  ['+09', 32400, '+11', 39600, `Asia/Khandyga`],
  [
    'ACST',
    34200,
    'ACDT',
    37800,
    `Australia/Adelaide Australia/Broken_Hill Australia/Darwin Australia/North Australia/South
    Australia/Yancowinna`,
  ],
  [
    '+10',
    36000,
    '+10',
    36000,
    `Antarctica/DumontDUrville Etc/GMT-10 Pacific/Chuuk Pacific/Port_Moresby Pacific/Truk Pacific/Yap`,
  ],
  ['+10', 36000, '+11', 39600, `Asia/Vladivostok`],
  [
    'AEST',
    36000,
    'AEDT',
    39600,
    `Antarctica/Macquarie Australia/ACT Australia/Brisbane Australia/Canberra Australia/Currie
    Australia/Hobart Australia/Lindeman Australia/Melbourne Australia/NSW Australia/Queensland
    Australia/Sydney Australia/Tasmania Australia/Victoria`,
  ],
  ['ChST', 36000, 'GDT', 39600, `Pacific/Guam Pacific/Saipan`],
  ['+10', 36000, '+12', 43200, `Asia/Ust-Nera`],
  ['+1030', 37800, '+11', 39600, `Australia/LHI Australia/Lord_Howe`],
  [
    '+11',
    39600,
    '+11',
    39600,
    `Asia/Sakhalin Etc/GMT-11 Pacific/Bougainville Pacific/Guadalcanal Pacific/Kosrae Pacific/Pohnpei
    Pacific/Ponape`,
  ],
  ['+11', 39600, '+12', 43200, `Asia/Magadan Asia/Srednekolymsk Pacific/Efate Pacific/Norfolk Pacific/Noumea`],
  [
    '+12',
    43200,
    '+12',
    43200,
    `Asia/Anadyr Asia/Kamchatka Etc/GMT-12 Kwajalein Pacific/Funafuti Pacific/Kwajalein Pacific/Majuro
    Pacific/Nauru Pacific/Tarawa Pacific/Wake Pacific/Wallis`,
  ],
  ['+12', 43200, '+13', 46800, `Pacific/Fiji`],
  ['NZST', 43200, 'NZDT', 46800, `Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland`],
  ['+1245', 45900, '+1345', 49500, `NZ-CHAT Pacific/Chatham`],
  ['+13', 46800, '+13', 46800, `Etc/GMT-13 Pacific/Enderbury Pacific/Fakaofo Pacific/Kanton`],
  ['+13', 46800, '+14', 50400, `Pacific/Apia Pacific/Tongatapu`],
  ['+14', 50400, '+14', 50400, `Etc/GMT-14 Pacific/Kiritimati`],
];
