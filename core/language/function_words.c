// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Short lists by hand: articles, pronouns, prepositions, auxiliaries, words of asking, and the verbs of every question
// at a desk (find, get, need). A word that can be what somebody looks for is in none of them.
#include "core/language/function_words.h"

#include "core/text/fold.h"

#include <string.h>

static const struct {
    const char *tag, *words;
} lists[] = {
    {"de",
     "der die das den dem des ein eine einen einem einer eines und oder aber denn wenn dass ob als wie wo was wer wen wem "
     "wessen wann warum weshalb wieso wozu wofür wogegen womit wohin woher wobei worauf woran welche welcher welches "
     "welchen welchem ich du er sie es wir ihr mich mir dich dir uns euch ihn ihm ihnen sich man mein meine meinen meiner "
     "meinem meines dein deine deinen deiner deinem sein seine seinen seiner seinem ihre ihren ihrer ihrem unser unsere "
     "unseren unserer euer eure ist bin bist sind seid war waren wäre gewesen wird werden werde wurde wurden worden kann "
     "kannst können könnt könnte könnten muss musst müssen müsste soll sollen sollte sollten darf dürfen dürfte will "
     "wollen möchte möchten mag hat habe haben hast hatte hätte gibt geben es im in an am auf aus bei beim mit nach von "
     "vom vor zu zum zur für über unter um durch gegen ohne bis seit während wegen bezug nicht kein keine keinen keiner "
     "auch nur noch mehr so hier da dort dann schon sehr viel viele dieser diese dieses diesen diesem bitte etwa "
     "ungefähr genau bestimmte bestimmten verschiedene verschiedenen finde finden findet bekomme bekommen bekommt "
     "machen mache macht brauche brauchen braucht benötige benötigen benötigt tun hilft welch jemand etwas alle alles "
     "art arten ja nein nähe bedeutet bedeuten heißt versteht verstehen möglich möglichkeiten laut erhalten bietet "
     "bieten angeboten gilt gelten steht stehen"},
    {"en",
     "the a an and or but if of to in on at by for from with without about into over under is am are was were be been "
     "being do does did doing done can could should would shall will must may might have has had having i you he she it "
     "we they me him them us my your his her its our their mine what which who whom whose when where why how there here "
     "this that these those not no any some one ones as during per many much more very also only just than then so such "
     "please find get gets got need needs want like kind kinds type offered available mean means"},
    {"ar",
     "في من إلى على عن مع هل ما ماذا متى أين كيف كم لماذا من هو هي هم أنا أنت نحن هذا هذه ذلك تلك التي الذي الذين أو و ثم "
     "لكن إذا أن إن كان كانت يكون تكون لا لم لن ليس قد كل بعض أي أية عند بعد قبل بين حول لي لك له لها لنا يمكن يمكنني أستطيع "
     "أريد احتاج أحتاج أحصل الحصول أجد يوجد توجد هناك يجب علي ال"},
    {"uk",
     "і й та або але що як де коли чому хто кого кому чий який яка яке які якої якого яким яких я ти він вона воно ми ви "
     "вони мене мені мій моя моє мої моєї моєму мого твій свій свою себе нас нам вас вам його її їх це цей ця ці цього "
     "той та те ті в у на з із зі до від для за по про при без над під через між після перед не ні чи є був була було "
     "були бути буде можна можу може можете треба потрібно потрібен потрібна хочу знайти отримати зробити мати маю має "
     "так же ж б би лише тільки також ще дуже"},
    {"ru",
     "и или но что как где когда почему кто кого кому чей какой какая какое какие какой какого каким каких я ты он она "
     "оно мы вы они меня мне мой моя моё мои моей моего моему твой свой свою себя нас нам вас вам его её их это этот эта "
     "эти этого тот та те в во на с со к ко от для за по про при без над под через между после перед из о об не ни ли "
     "есть был была было были быть будет можно могу может можете надо нужно нужен нужна хочу найти получить сделать так "
     "же бы только также ещё очень у"},
    {"fa",
     "در از به با برای که را و یا اگر تا بر این آن چه چی چطور چگونه کجا کی چرا کدام چند من تو او ما شما آنها است هست هستند "
     "بود شود می شد کرد کنم کنید کند باید توانم می‌توانم دارم دارد نیاز پیدا هم نه هر یک"},
    {"tr",
     "ve veya ya da de ile için gibi ama fakat eğer ki ne nasıl nerede nereye nereden niçin neden niye kim kime kimin "
     "hangi kaç ben sen o biz siz onlar bana beni benim sana senin bizim sizin bu şu mi mı mu mü bir her çok daha en var "
     "yok olan olarak değil nedir nelerdir gerekir gerekiyor lazım istiyorum bulabilirim alabilirim yapabilirim "
     "yapmalıyım bulmak almak yapmak hakkında kadar sonra önce"},
    {"fr",
     "le la les l un une des du de d et ou mais si que qu qui quoi quel quelle quels quelles où quand comment pourquoi "
     "combien je j tu il elle on nous vous ils elles me m te se s mon ma mes ton ta tes son sa ses notre nos votre vos "
     "leur leurs ce cet cette ces c est es suis sont était être avoir ai as a ont avez avons fait faire peut peux pouvez "
     "puis dois doit faut en y à au aux dans sur sous avec sans pour par chez vers entre ne pas plus très aussi trouver "
     "obtenir besoin"},
    {"es",
     "el la los las un una unos unas y e o u pero si que qué quien quién cual cuál cuales cuáles donde dónde cuando "
     "cuándo como cómo cuanto cuánto por para porque yo tú él ella nosotros vosotros ellos ellas me te se nos os le les "
     "lo mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa eso es son soy está están ser estar hay he "
     "ha han tener tengo tiene puedo puede pueden poder debo debe hacer hago en a al de del con sin sobre entre hasta "
     "desde no ni más muy también encontrar obtener necesito quiero"},
    {"ro",
     "și sau dar dacă că ce cine cui care cum unde când de la în din pe cu fără pentru prin despre eu tu el ea noi voi "
     "ei ele mă mi îmi te îți se își ne ni vă o un unei unui al ai ale a lui lor meu mea mei mele său sa este e sunt am "
     "are au fi fost pot poate puteți trebuie vreau nevoie găsesc găsi obține obțin face fac nu mai foarte și acest "
     "această acesta aceasta"},
    {"pl",
     "i oraz lub albo ale jeśli że co kto kogo komu czyj jaki jaka jakie jak gdzie kiedy dlaczego ile ja ty on ona ono "
     "my wy oni one mnie mi mój moja moje moich swoje się nas nam was wam jego jej ich ten ta to te tego tej tym w we na "
     "z ze do od dla za po o przy bez nad pod przez między nie czy jest są był była być mogę może można muszę trzeba "
     "potrzebuję potrzebne chcę znaleźć dostać zrobić mam ma już tylko także bardzo"},
    {"vi",
     "và hoặc nhưng nếu thì là gì ai đâu ở nào khi thế sao tại bao nhiêu mấy tôi bạn anh chị em ông bà chúng họ của cho với "
     "từ đến trong trên dưới về để mà này kia đó các những một không có được phải cần muốn tìm làm thể"},
    {"kmr",
     "û an lê heke ku çi kî kê çawa li ku derê kengî çima çend ez tu ew em hûn min te wî wê me we wan ji bo bi di de da "
     "re ev ew yek na ne nîne e ye in heye hene dikarim dikare divê dixwazim hewce"},
    {"ti", "እዩ እያ ኣብ ካብ ናብ ምስ ብ ን ከመይ ኣበይ መዓስ ስለምንታይ መን እንታይ ኣነ ንስኻ ንሱ ንሳ ንሕና እዚ እቲ ድማ ወይ ግን ክኸውን ይኽእል እኽእል ኣሎ የለን"},
};

// Words of every question and of the place: what somebody who asks wants to know of the thing, how good it shall be, and
// where. They say little about which thing it is.
static const struct {
    const char *tag, *words;
} weak_lists[] = {
    {"de",
     "Deutschland deutschlandweit Land Stadt Ort Region Umgebung suche suchen sucht gesucht Suche gut gute guten guter gutes "
     "beste besten bester bestes besser wichtig wichtige wichtigsten neue aktuelle aktuellen Information Informationen Infos "
     "Details Tipps Voraussetzung Voraussetzungen Bedingungen Anforderungen mindestens minimal Mindest Möglichkeit "
     "kontaktieren erreichen weiß wissen frage fragen Antwort erfahren helfen Beispiel normalerweise eigentlich überhaupt "
     "generell allgemein schnell einfach Person Personen erklären Überblick Brief Briefe Schreiben lange dauert dauern Zeit"},
    {"en",
     "germany country city town place region area near nearby nearest around local search searching look looking "
     "seek good best better great nice right important current information info details tips advice requirement requirements "
     "required condition conditions minimum minimal least possible possibility way ways know tell show give ask question "
     "answer learn explain example usually generally quick quickly easy easily person someone anyone thing things "
     "every each always still able guide list overview letter letters long take takes took time"},
    {"ar",
     "ألمانيا بلد البلد مدينة المدينة منطقة المنطقة قريب قريبة قرب أبحث بحث البحث جيد جيدة أفضل أحسن مهم معلومات تفاصيل نصائح "
     "شروط متطلبات الشروط المتطلبات الحد الأدنى طريقة أعرف معرفة سؤال رسالة خطاب كتاب وقت مدة يستغرق"},
    {"uk",
     "німеччина німеччині німеччини країна країні місто місті міста район поруч поблизу біля шукаю шукати пошук хороший хорошого "
     "гарний гарного найкращий найкращого кращий важливо інформація інформацію поради умови вимоги мінімальні мінімум знати "
     "скажіть підкажіть питання лист листа довго триває час"},
    {"ru",
     "германия германии страна стране город городе города район рядом поблизости около ищу искать поиск хороший хорошего хорошую "
     "лучший лучшего лучше важно информация информацию советы условия требования минимальные минимум знать скажите подскажите "
     "вопрос письмо письма долго длится время"},
    {"fa",
     "آلمان کشور شهر منطقه محله نزدیک اطراف جستجو دنبال می‌گردم خوب بهترین بهتر مهم اطلاعات جزئیات نکات شرایط شرط حداقل "
     "الزامات راه بدانم دانستن سوال نامه زمان مدت طول می‌کشد"},
    {"tr",
     "almanya almanyada almanya'da ülke şehir şehirde bölge yakın yakında yakınımda yakındaki arıyorum aramak ara iyi en güzel "
     "önemli bilgi bilgiler bilgisi ayrıntı şart şartlar şartları koşul koşullar koşulları gereken asgari minimum bilmek "
     "öğrenmek soru mektup mektubu uzun sürer süre zaman"},
    {"fr",
     "allemagne pays ville endroit région près proche autour cherche chercher recherche rechercher bon bonne bons meilleur "
     "meilleure mieux important information informations infos détails conseils condition conditions exigences minimum minimales "
     "requis savoir connaître question lettre courrier temps longtemps dure durée"},
    {"es",
     "alemania país ciudad lugar región cerca cercano busco buscar búsqueda buen buena bueno mejor mejores importante información "
     "detalles consejos requisito requisitos condiciones mínimo mínimos saber conocer pregunta carta tiempo tarda dura"},
    {"ro",
     "germania țară țara oraș orașul loc regiune aproape apropiere caut căuta căutare bun bună cel mai bune important informații "
     "detalii sfaturi condiții condițiile cerințe cerințele minim minime știu afla întrebare scrisoare scrisoarea timp durează"},
    {"pl",
     "niemcy niemczech niemiec kraj miasto mieście miejsce region blisko pobliżu okolicy szukam szukać poszukuję dobry dobrego "
     "dobra dobrą najlepszy najlepszego lepszy ważne informacja informacje szczegóły porady warunki wymagania minimalne minimum "
     "wiedzieć pytanie list listem długo trwa czas"},
    {"vi", "đức thành phố nơi gần tìm tốt nhất thông tin điều kiện yêu cầu tối thiểu biết thư bao lâu"},
    {"kmr", "almanya almanyayê bajar welat cih nêzîk lêdigerim digerim lêgerîn baş baştirîn girîng agahî agahdarî merc şert kêmtirîn zanîn pirs name nameya dem dirêj"},
    {"ti", "ጀርመን ሃገር ከተማ ቦታ ከባቢ ቀረባ እደሊ ምድላይ ጽቡቕ ዝበለጸ ኣገዳሲ ሓበሬታ ኩነታት ቅጥዒ ዝተሓተ ምፍላጥ ሕቶ ደብዳበ ግዜ"},
};

static const char *list_of(struct arena *arena, const char *words)
{
    return arena_format(arena, " %s ", text_fold(arena, words));
}

const char *weak_words_of(struct arena *arena, const char *tag)
{
    if (strcmp(tag, "de-simple") == 0)
        tag = "de";
    for (size_t i = 0; i < sizeof weak_lists / sizeof *weak_lists; i++) {
        if (strcmp(weak_lists[i].tag, tag) == 0)
            return list_of(arena, weak_lists[i].words);
    }
    return NULL;
}

const char *function_words_of(struct arena *arena, const char *tag)
{
    if (strcmp(tag, "de-simple") == 0)
        tag = "de";
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (strcmp(lists[i].tag, tag) == 0)
            return list_of(arena, lists[i].words);
    }
    return NULL;
}

bool function_words_have(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *found = words; (found = strstr(found, word)) != NULL; found++) {
        if (found[-1] == ' ' && found[length] == ' ')
            return true;
    }
    return false;
}
