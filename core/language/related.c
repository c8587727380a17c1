// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Short names, everyday words for official ones, and the few words that newcomers bring from English. General German,
// nothing of one place.
#include "core/language/related.h"

#include "core/text/fold.h"

static const char *const groups[] = {
    // family and school
    "Kita Kindertagesstätte Kindergarten Kinderkrippe Krippe Kindertageseinrichtung Kinderbetreuung Kindertagespflege Tagesmutter Kindertagesbetreuung",
    "Hort Ganztagsbetreuung Mittagsbetreuung Nachmittagsbetreuung Schulkindbetreuung",
    "Baby Säugling Neugeborenes",
    "Eltern Erziehungsberechtigte Mutter Vater",
    "Opa Oma Senioren Rentner ältere",
    "Rente Altersrente Ruhestand",
    "Abi Abitur Hochschulreife",
    "Uni Universität Hochschule Studium",
    "Azubi Auszubildende Lehrling Ausbildung Lehre Berufsausbildung",
    "Zeugnis Abschluss Diplom Zertifikat",
    "anmelden einschreiben registrieren eintragen",
    "Nachhilfe Hausaufgabenhilfe Lernhilfe",
    // work and money
    "Arbeit Job Stelle Arbeitsplatz Beschäftigung",
    "Arbeitserlaubnis Arbeitsgenehmigung Beschäftigungserlaubnis",
    "Jobcenter Bürgergeld Grundsicherung Arbeitslosengeld",
    "arbeitslos Arbeitslosigkeit erwerbslos",
    "Arbeitsagentur Arbeitsamt",
    "Chef Arbeitgeber",
    "Lohn Gehalt Verdienst",
    "Lebenslauf Bewerbung",
    "Konto Girokonto Bankkonto Bank",
    "Schulden Schuldnerberatung Überschuldung",
    "Finanzierung finanziell Geld Zuschuss Zuschüsse Förderung Beihilfe Geldleistungen",
    "GEZ Rundfunkbeitrag",
    // papers
    "Ausweis Personalausweis Pass Reisepass",
    "Führerschein Fahrerlaubnis",
    "Aufenthaltstitel Aufenthaltserlaubnis Aufenthaltsgenehmigung Niederlassungserlaubnis",
    "Ausländerbehörde Ausländeramt",
    "Unterlagen Dokumente Papiere Nachweise",
    "Einbürgerung Staatsbürgerschaft Staatsangehörigkeit",
    "Flüchtling Geflüchtete Asylbewerber Asylsuchende Asyl",
    "Familiennachzug Familienzusammenführung Ehegattennachzug",
    "Bürgeramt Einwohnermeldeamt Meldebehörde Meldestelle Bürgerbüro",
    "Antrag beantragen Antragstellung",
    "Widerspruch Klage Berufung",
    "Dolmetscher Übersetzer Übersetzung dolmetschen übersetzen Sprachmittler",
    "Anwalt Rechtsanwalt Rechtsberatung Rechtsbeistand",
    // living
    "WG Wohngemeinschaft",
    "Wohnung Miete Mietwohnung Unterkunft",
    "obdachlos wohnungslos Wohnungslosigkeit Obdachlosigkeit Wohnungsnot",
    "Müll Abfall Mülltrennung Entsorgung",
    "Strom Energie Heizung",
    "Umzug umziehen Ummeldung",
    "Nebenkosten Betriebskosten",
    "Auto Kfz PKW Fahrzeug",
    "Bus Bahn Nahverkehr ÖPNV Straßenbahn",
    "Fahrrad Rad Radweg",
    "Handy Smartphone Mobiltelefon",
    "Internet WLAN Wifi",
    "Lebensmittel Essen Tafel",
    "Möbel Einrichtung Erstausstattung",
    "Kleidung Kleiderkammer",
    "Freizeit Hobby Sport Verein",
    "Ehrenamt ehrenamtlich freiwillig Freiwilligenarbeit",
    // health
    "Arzt Doktor Hausarzt Kinderarzt Frauenarzt Hautarzt Augenarzt Facharzt",
    "Arzt Ärztin Hausärztin",
    "Krankenhaus Klinik Spital",
    "Medikament Arznei Arzneimittel",
    "Krankenkasse Krankenversicherung",
    "schwanger Schwangerschaft Hebamme Geburt",
    "Psychologe Psychotherapie psychisch Seelsorge Depression Trauma",
    "Impfung Impfen Spritze",
    "Behinderung behindert Inklusion barrierefrei Handicap Schwerbehinderung",
    "Gewalt Misshandlung häusliche",
    "Notruf Notfall Notarzt",
    "Zahnarzt Zähne Zahnschmerzen",
    // language
    "Deutschkurs Sprachkurs Integrationskurs",
    "Prüfung Test Examen",
    // English
    "doctor physician GP paediatrician pediatrician",
    "kindergarten daycare nursery childcare",
    "apartment flat housing accommodation",
    "job work employment",
    "rubbish waste garbage trash",
    "mobile phone smartphone",
    "driving licence license",
    "bike bicycle cycling",
    "pharmacy chemist drugstore",
    "hospital clinic",
    "apprenticeship vocational training",
    "interpreter translator translation",
    "lawyer attorney legal",
    "pregnant pregnancy midwife birth",
    "register registration enrol enroll sign",
    "benefit allowance",
    NULL,
};

const char *const *related_groups(struct arena *arena)
{
    const char **folded = arena_allocate(arena, sizeof groups / sizeof *groups, sizeof *folded);
    for (size_t i = 0; groups[i] != NULL; i++)
        folded[i] = arena_format(arena, " %s ", text_fold(arena, groups[i]));
    return folded;
}
