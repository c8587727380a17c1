// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Content that is made up and means nothing: names that could be of anything, in five kinds of writing.
#include "tui/gallery/gallery.h"

const struct gallery_content gallery_contents[] = {
    {
        .tag = "de",
        .text = "In der Werkstatt am Fluss können alle etwas bauen. Es gibt Holz, Farbe und Werkzeug. Sie brauchen nichts "
                "mitzubringen.\n\nJeden Dienstag hilft jemand, der sich auskennt. Fragen Sie am Eingang nach dem "
                "Donaudampfschifffahrtsgesellschaftsmodell: Es steht auf dem Schrank (nicht berühren!).\n\nTelefon: "
                "0123 456-789.",
        .name = "Werkstatt am Fluss",
        .hours = "Mo 08:00–12:00\nDi 13:30–18:00\n",
        .names = {"Werkstatt", "Beratung am Morgen", "Sprachkurs", "Bücherei", "Antrag auf Übersetzung", "Chor", "Garten",
                  "Öffentliche Küche"},
        .places = {"Nordhaus", "Am Fluss 4", "Alter Bahnhof", "Südhaus", "Marktplatz", "Überall"},
        .states = {"gültig", "zu prüfen", "Entwurf"},
    },
    {
        .tag = "ar",
        .text = "في الورشة عند النهر يمكن للجميع أن يصنعوا شيئا. هناك خشب وألوان وأدوات. لا حاجة لإحضار أي شيء.\n\nكل يوم "
                "ثلاثاء يساعد شخص خبير. اسألوا عند المدخل عن Modell 7: إنه فوق الخزانة (ممنوع اللمس!).\n\nالهاتف: "
                "0123 456-789.",
        .name = "الورشة عند النهر",
        .hours = "الاثنين 08:00–12:00\nالثلاثاء 13:30–18:00\n",
        .names = {"ورشة", "استشارة صباحية", "دورة لغة", "مكتبة", "طلب ترجمة", "جوقة", "حديقة", "مطبخ عام"},
        .places = {"البيت الشمالي", "عند النهر 4", "المحطة القديمة", "البيت الجنوبي", "ساحة السوق", "في كل مكان"},
        .states = {"صالح", "للمراجعة", "مسودة"},
    },
    {
        .tag = "uk",
        .text = "У майстерні біля річки кожен може щось збудувати. Є дерево, фарби та інструменти. Нічого приносити не "
                "потрібно.\n\nЩовівторка допомагає той, хто знається на цьому. Запитайте біля входу про Modell 7: вона стоїть "
                "на шафі (не торкатися!).\n\nТелефон: 0123 456-789.",
        .name = "Майстерня біля річки",
        .hours = "Пн 08:00–12:00\nВт 13:30–18:00\n",
        .names = {"Майстерня", "Ранкова консультація", "Мовний курс", "Бібліотека", "Заява на переклад", "Хор", "Сад",
                  "Їдальня"},
        .places = {"Північний дім", "Біля річки 4", "Старий вокзал", "Південний дім", "Ринкова площа", "Усюди"},
        .states = {"чинне", "перевірити", "чернетка"},
    },
    {
        .tag = "ti",
        .text = "ኣብ ጥቓ ሩባ ዘሎ መስርሒ ኩሉ ሰብ ገለ ክሰርሕ ይኽእል። ዕንጨይትን ቀለምን መሳርሕን ኣሎ። ገለ ምምጻእ ኣየድልን።\n\nኩሉ ሰሉስ ዝፈልጥ ሰብ "
                "ይሕግዝ። ብዛዕባ Modell 7 ኣብ መእተዊ ሕተቱ።\n\nስልኪ፦ 0123 456-789።",
        .name = "መስርሒ ጥቓ ሩባ",
        .hours = "ሰኑይ 08:00–12:00\nሰሉስ 13:30–18:00\n",
        .names = {"መስርሒ", "ምኽሪ ንግሆ", "ትምህርቲ ቋንቋ", "ቤት መጻሕፍቲ", "ሕቶ ትርጉም", "መዘምራን", "ጀርዲን", "ክሽነ"},
        .places = {"ሰሜናዊ ገዛ", "ጥቓ ሩባ 4", "ናይ ቀደም መደበር", "ደቡባዊ ገዛ", "ዕዳጋ", "ኣብ ኩሉ"},
        .states = {"ቅቡል", "ንምርመራ", "ንድፊ"},
    },
    {
        .tag = "mixed",
        .text = "Werkstatt (ورشة, майстерня, መስርሒ): Thứ Hai đến thứ Năm, 08:00–12:00.\n\nÀ l'entrée: «Wo ist المكتب الرئيسي, "
                "bitte?» – Третій поверх, Zimmer 3.14.\n\nقل Guten Tag ثم اسأل عن Modell 7.",
        .name = "Werkstatt ورشة",
        .hours = "Mo 08:00–12:00\nالثلاثاء 13:30–18:00\n",
        .names = {"Werkstatt", "استشارة صباحية", "Мовний курс", "Thư viện", "ሕቶ ትርጉም", "Chœur", "Bahçe", "مطبخ عام"},
        .places = {"Nordhaus", "عند النهر 4", "Старий вокзал", "Chợ", "ዕዳጋ", "Überall"},
        .states = {"gültig", "للمراجعة", "чернетка"},
    },
    {.tag = NULL},
};
