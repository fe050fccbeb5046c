//! The words of the library: enough for text that reads like the real one, and names that are all different.

/// Topics, as in the real vocabulary.
pub(super) const THEMAS: [&str; 19] = [
    "Mensen met een beperking", "Burgerinitiatief en zeggenschap", "Dementie", "Eenzaamheid en isolement",
    "Inkoop en financiering", "Jeugd en jeugdhulp", "Langer zelfstandig wonen", "Mantelzorg",
    "Participatiesamenleving", "Preventie", "Professionaliteit", "Sociale wijkteams", "Schulden en armoede",
    "Statushouders en migratie", "Toegang en loketten", "Informele zorg", "Welzijn en zorg verbinden",
    "Werk en leerwerkplekken", "Buurthuizen en ontmoeting",
];

/// Why it works.
pub(super) const SUCCESFACTOREN: [&str; 25] = [
    "Aansluiten bij passie en talent", "Aanwezig in de wijk", "Eigen kracht en netwerk", "Eigenaarschap van bewoners",
    "Faciliterende gemeente", "Gelijkwaardigheid", "Gewoon doen", "Korte lijnen", "Laagdrempelig", "Lange adem", "Lef",
    "Loslaten", "Maatwerk", "Meerjarenafspraken", "Met mensen praten", "Partnerschap", "Pragmatisch handelen",
    "Slim inkopen", "Professionele ruimte", "Samen leren", "Samenwerken over grenzen", "Stevige sociale basis",
    "Vertrouwen", "Vroeg erbij zijn", "Laten zien wat je doet",
];

/// For whom it is.
pub(super) const DOELGROEPEN: [&str; 15] = [
    "Buurtbewoners", "Jongeren", "Kinderen", "Mantelzorgers", "Mensen in een isolement", "Mensen met dementie",
    "Mensen met een handicap", "Mensen met een migratieachtergrond", "Mensen met schulden", "Ouderen", "Ouders",
    "Professionals", "Statushouders", "Vrijwilligers", "Werkzoekenden",
];

/// Plain pages.
pub(super) const PAGINAS: [&str; 3] = ["Over deze site", "Toegankelijkheid", "Colofon"];

/// First parts of names of towns; with [`TOWN_MIDDLE`] and [`TOWN_END`] 4,000 towns.
pub(super) const TOWN_START: [&str; 20] = [
    "Am", "Bar", "Cul", "Del", "Eem", "Fran", "Gil", "Hil", "Ijs", "Kam", "Leer", "Mep", "Nij", "Oost", "Put", "Roer",
    "Scher", "Tiel", "Vlaar", "Woer",
];
/// Middle parts.
pub(super) const TOWN_MIDDLE: [&str; 10] = ["", "er", "en", "sel", "ing", "ter", "mer", "stel", "den", "ker"];
/// Last parts.
pub(super) const TOWN_END: [&str; 20] = [
    "berg", "brink", "broek", "burg", "dam", "dijk", "dorp", "drecht", "hoven", "horst", "huizen", "kerk", "loo", "meer",
    "moer", "rode", "stede", "veen", "waard", "zijl",
];

/// First words of names of practices and organisations.
pub(super) const WHAT: [&str; 30] = [
    "Buurt", "Wijk", "Dorps", "Jeugd", "Ouder", "Taal", "Moestuin", "Portiek", "Keuken", "School", "Fiets", "Reparatie",
    "Gezins", "Mantel", "Kracht", "Talent", "Burger", "Praat", "Speel", "Sport", "Tuin", "Thuis", "Straat", "Plein",
    "Markt", "Molen", "Brug", "Haven", "Linden", "Kastanje",
];
/// Second words of names of practices.
pub(super) const PRACTICE: [&str; 20] = [
    "tafel", "kring", "gesprekken", "maatjes", "budget", "loket", "werkplaats", "atelier", "bus", "lunch", "coach",
    "team", "netwerk", "ochtend", "plan", "salon", "brigade", "route", "verbinders", "café",
];
/// Second words of names of organisations.
pub(super) const ORGANISATION: [&str; 10] =
    ["welzijn", "zorg", "werk", "huis", "groep", "punt", "stichting", "collectief", "centrum", "wijzer"];

/// First parts of terms; with [`TERM_END`] 600 terms.
pub(super) const TERM_START: [&str; 20] = [
    "aanbod", "basis", "bewoners", "bijstands", "casus", "keten", "domein", "gebieds", "hulp", "indicatie", "kanteling",
    "keukentafel", "kern", "monitor", "nabijheids", "omgevings", "participatie", "regie", "respijt", "signalerings",
];
/// Last parts of terms.
pub(super) const TERM_END: [&str; 30] = [
    "aanpak", "afspraak", "arrangement", "begroting", "beleid", "besluit", "budgettering", "cirkel", "criterium",
    "financiering", "functie", "gesprek", "kader", "kaart", "ladder", "methode", "model", "norm", "nota", "overleg",
    "profiel", "raad", "regeling", "scan", "sturing", "toets", "traject", "verordening", "visie", "voorziening",
];

/// Who does something.
pub(super) const WHO: [&str; 24] = [
    "De sociaal werker", "Een groep bewoners", "Het wijkteam", "De gemeente", "Een vrijwilliger", "De huisarts",
    "De woningcorporatie", "Een jonge moeder", "De wethouder", "De buurvrouw van nummer twaalf", "Het hele team",
    "Een oud-directeur", "De school in de wijk", "De coördinator", "Een ervaringsdeskundige", "De projectleider",
    "De wijkverpleegkundige", "Een student", "De opbouwwerker", "Het bestuur van de stichting", "De beheerder",
    "Een vader van drie kinderen", "De ambtenaar", "De consulent",
];
/// Does what.
pub(super) const DOES: [&str; 24] = [
    "zoekt", "organiseert", "bedenkt", "bespreekt", "begeleidt", "betaalt", "vindt", "bouwt", "ondersteunt", "kent",
    "bezoekt", "verbindt", "verzamelt", "regelt", "onderzoekt", "versterkt", "opent", "deelt", "vernieuwt", "volgt",
    "herkent", "maakt", "vertrouwt", "verandert",
];
/// What.
pub(super) const OBJECT: [&str; 30] = [
    "een plek om elkaar te ontmoeten", "de vragen van de buurt", "een klein budget", "het gesprek aan de keukentafel",
    "een cursus voor beginners", "nieuwe contacten", "de mensen achter de voordeur", "een oplossing die past",
    "hulp bij het invullen van formulieren", "een maaltijd voor iedereen", "de oude werkplaats", "het netwerk van de familie",
    "een wekelijks spreekuur", "de tuin achter het gebouw", "een eerlijke afspraak", "het overzicht van schulden",
    "een maatje voor een paar uur", "de eigen manier van werken", "een lijst met talenten", "het verhaal van de bewoners",
    "de overdracht naar school", "een vaste medewerker", "het geld uit drie potten", "de kennis van collega's",
    "een taalles met koffie", "een fiets of een computer", "de stap naar betaald werk", "een dag in de week",
    "het vervoer naar het centrum", "een aanspreekpunt",
];
/// When or where.
pub(super) const WHEN: [&str; 24] = [
    "in de wijk", "elke maandagmorgen", "zonder lange procedure", "samen met de buren", "voor een klein bedrag",
    "na een paar maanden", "in overleg met de raad", "al sinds het begin", "op de hoek van de straat", "in kleine stappen",
    "met steun van een fonds", "zolang het nodig is", "binnen twee weken", "buiten kantooruren", "aan het eind van het jaar",
    "in het oude schoolgebouw", "naast het gewone werk", "dicht bij huis", "met veel geduld", "tijdens de koffie",
    "op eigen verzoek", "via de voetbalclub", "in alle rust", "op verschillende plekken",
];
/// Why, as the end of a sentence.
pub(super) const BECAUSE: [&str; 14] = [
    "omdat niemand het alleen kan", "zodat problemen klein blijven", "en dat scheelt veel tijd",
    "maar dat ging niet vanzelf", "want vertrouwen groeit langzaam", "ook als het tegenzit",
    "waardoor mensen vaker meedoen", "en de kosten dalen", "hoewel het resultaat moeilijk te meten is",
    "en daar zijn de bewoners trots op", "terwijl de regels niet veranderden", "omdat de vraag van henzelf komt",
    "en zo blijft het betaalbaar", "al kostte dat drie jaar",
];
/// Headings of a practice.
pub(super) const HEADINGS: [&str; 5] =
    ["Aanleiding", "Wat er gebeurt", "Waarom het werkt", "Wat lastig is", "Resultaat"];
/// Headings of a story.
pub(super) const STORY_HEADINGS: [&str; 6] = [
    "Het begin", "Een andere manier van kijken", "Wat bewoners zelf doen", "Samen met de gemeente", "Wat niet lukte",
    "De volgende stap",
];
/// First names.
pub(super) const FIRST: [&str; 16] = [
    "Anneke", "Bram", "Carla", "Dirk", "Els", "Fatima", "Gerrit", "Hanneke", "Ibrahim", "Joke", "Kees", "Linda", "Mo",
    "Nel", "Piet", "Ria",
];
/// Last names.
pub(super) const LAST: [&str; 16] = [
    "Bakker", "de Boer", "van Dam", "Dijkstra", "El Amrani", "Hendriks", "Jansen", "Kok", "van Leeuwen", "Mulder",
    "Peters", "Smit", "Visser", "de Vries", "Willems", "Yilmaz",
];
/// What somebody does.
pub(super) const ROLES: [&str; 6] = ["wethouder", "directeur", "sociaal werker", "vrijwilliger", "projectleider", "bewoner"];
/// The provinces.
pub(super) const PROVINCES: [&str; 12] = [
    "Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland",
    "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland",
];
