/* absence_words: how pages say that they are not there, language by language, as text_fold leaves
 * it (no capitals, no apostrophes, hyphens as blanks).
 *
 * Left out on purpose: "not available" alone (a live page says so of a language or a region), and
 * "the link you followed may be broken" (what networks answer to readers without an account). */
#include "gloss/judge/absence.h"

#define N(text)                                                                                    \
    {                                                                                              \
        ABSENCE_NOTICE, text, NULL                                                                 \
    }
#define N2(text, then)                                                                             \
    {                                                                                              \
        ABSENCE_NOTICE, text, then                                                                 \
    }
#define H(text)                                                                                    \
    {                                                                                              \
        ABSENCE_HEADLINE, text, NULL                                                               \
    }
#define W(text)                                                                                    \
    {                                                                                              \
        ABSENCE_WORD, text, NULL                                                                   \
    }
#define C(text)                                                                                    \
    {                                                                                              \
        ABSENCE_CODED, text, NULL                                                                  \
    }
/* An English subject, and what may be said of it. */
#define EN(subject)                                                                                \
    N2(subject, "not found"), N2(subject, "not be found"), N2(subject, "cannot be found"),         \
        N2(subject, "cant be found"), N2(subject, "couldnt be found"), N2(subject, "wasnt found"), \
        N2(subject, "doesnt exist"), N2(subject, "does not exist"),                                \
        N2(subject, "no longer exists"), N2(subject, "no longer exist"),                           \
        N2(subject, "doesnt seem to exist"), N2(subject, "no longer available"),                   \
        N2(subject, "no longer here"), N2(subject, "isnt here"), N2(subject, "is not here"),       \
        N2(subject, "has been removed"), N2(subject, "have been removed"),                         \
        N2(subject, "has been deleted"), N2(subject, "been moved or"),                             \
        N2(subject, "moved or deleted"), N2(subject, "gone missing")
#define DE(subject)                                                                                \
    N2(subject, "nicht gefunden"), N2(subject, "existiert nicht"),                                 \
        N2(subject, "existiert leider nicht"), N2(subject, "nicht mehr verfügbar"),                \
        N2(subject, "nicht mehr vorhanden"), N2(subject, "nicht vorhanden"),                       \
        N2(subject, "nicht existiert")
#define FR(subject)                                                                                \
    N2(subject, "introuvable"), N2(subject, "nexiste pas"), N2(subject, "nexiste plus"),           \
        N2(subject, "na pas été trouvée"), N2(subject, "na pas pu être trouvée"),                  \
        N2(subject, "nest plus disponible"), N2(subject, "a été supprimée")
#define ES(subject)                                                                                \
    N2(subject, "no existe"), N2(subject, "ya no existe"), N2(subject, "no se encuentra"),         \
        N2(subject, "no se ha encontrado"), N2(subject, "no ha sido encontrada"),                  \
        N2(subject, "no fue encontrada"), N2(subject, "no se encontró"),                           \
        N2(subject, "ya no está disponible")
#define IT(subject)                                                                                \
    N2(subject, "non esiste"), N2(subject, "non esiste più"), N2(subject, "non è stata trovata"),  \
        N2(subject, "non è più disponibile"), N2(subject, "è stata rimossa")
#define PT(subject)                                                                                \
    N2(subject, "não existe"), N2(subject, "não foi encontrada"), N2(subject, "não encontrada"),   \
        N2(subject, "não pode ser encontrada"), N2(subject, "não pôde ser encontrada"),            \
        N2(subject, "foi removida")
#define NL(subject)                                                                                \
    N2(subject, "niet gevonden"), N2(subject, "bestaat niet"), N2(subject, "niet bestaat"),        \
        N2(subject, "niet meer beschikbaar"), N2(subject, "bestaat helaas niet")
#define PL(subject)                                                                                \
    N2(subject, "nie istnieje"), N2(subject, "nie została odnaleziona"),                           \
        N2(subject, "nie została znaleziona"), N2(subject, "nie znaleziono")
#define RU(subject)                                                                                \
    N2(subject, "не найдена"), N2(subject, "не существует"), N2(subject, "была удалена"),          \
        N2(subject, "не удалось найти")

const struct phrase absence_phrases[] = {
    EN("page you are looking for"),
    EN("page you were looking for"),
    EN("page youre looking for"),
    EN("page you requested"),
    EN("page you have requested"),
    EN("page that you requested"),
    EN("page you tried"),
    EN("page you are trying"),
    EN("requested page"),
    EN("requested url"),
    EN("url you requested"),
    EN("requested document"),
    EN("requested content"),
    EN("article you are looking for"),
    EN("content you are looking for"),
    EN("document you requested"),
    EN("file you requested"),
    EN("resource you are looking for"),
    EN("sorry this page"),
    EN("sorry but this page"),
    EN("sorry but the page"),
    N("we cant find the page"),
    N("we cannot find the page"),
    N("we couldnt find the page"),
    N("we could not find the page"),
    N("we cant find that page"),
    N("we couldnt find that page"),
    N("we cant seem to find the page"),
    N("we were unable to find the page"),
    N("could not find the requested page"),
    N("nothing was found at this location"),
    N("nothing could be found at this location"),
    N("that page cant be found"),
    N("that page can not be found"),
    N("that page doesnt exist"),
    N("that page does not exist"),
    N("this is not the web page you are looking for"),
    N("was not found on this server"),
    N("this page could not be found"),
    N("this page cannot be found"),
    N("this page doesnt exist"),
    N("this page does not exist"),
    N("this page no longer exists"),
    N("this page is no longer available"),
    H("page not found"),
    H("the page was not found"),
    H("this page was not found"),
    H("page cannot be found"),
    H("page can not be found"),
    H("page could not be found"),
    H("page does not exist"),
    H("page doesnt exist"),
    H("page no longer exists"),
    H("page removed"),
    H("page deleted"),
    H("page is missing"),
    H("file not found"),
    H("article not found"),
    H("post not found"),
    H("document not found"),
    H("content not found"),
    H("resource not found"),
    H("story not found"),
    H("entry not found"),
    H("object not found"),
    H("url not found"),
    H("no such page"),
    H("file or directory not found"),
    W("not found"),
    C("gone"),
    W("nothing found"),
    C("nothing here"),
    C("nothing to see here"),
    C("page missing"),
    C("missing page"),
    W("page not available"),
    W("page unavailable"),
    W("item not found"),
    W("product not found"),
    C("lost"),
    C("you are lost"),

    DE("gesuchte seite"),
    DE("aufgerufene seite"),
    DE("angeforderte seite"),
    DE("gewünschte seite"),
    DE("angeforderte url"),
    DE("seite die sie"),
    N("diese seite existiert nicht"),
    N("diese seite gibt es nicht"),
    N("die seite wurde nicht gefunden"),
    N("die seite konnte nicht gefunden werden"),
    N("diese seite wurde nicht gefunden"),
    N("diese seite konnte nicht gefunden werden"),
    N("diese seite ist nicht mehr verfügbar"),
    N("wir konnten die seite nicht finden"),
    H("seite nicht gefunden"),
    H("seite wurde nicht gefunden"),
    H("seite nicht vorhanden"),
    H("seite existiert nicht"),
    H("artikel nicht gefunden"),
    H("datei nicht gefunden"),
    H("dokument nicht gefunden"),
    H("inhalt nicht gefunden"),
    W("nicht gefunden"),
    W("seite nicht verfügbar"),

    FR("page demandée"),
    FR("page recherchée"),
    FR("page que vous"),
    FR("désolé cette page"),
    N("cette page nexiste pas"),
    N("cette page nexiste plus"),
    N("cette page est introuvable"),
    N("la page est introuvable"),
    H("page introuvable"),
    H("page non trouvée"),
    H("page inexistante"),
    H("contenu introuvable"),
    H("article introuvable"),
    H("document introuvable"),
    H("fichier introuvable"),
    W("introuvable"),
    W("non trouvé"),

    ES("página que"),
    ES("página solicitada"),
    N("esta página no existe"),
    N("la página no existe"),
    N("no se ha encontrado la página"),
    N("no hemos encontrado la página"),
    N("no encontramos la página"),
    N("no se encontró la página"),
    H("página no encontrada"),
    H("pagina no encontrada"),
    H("página inexistente"),
    H("artículo no encontrado"),
    H("archivo no encontrado"),
    H("contenido no encontrado"),
    W("no encontrado"),
    W("no encontrada"),
    W("no se ha encontrado"),

    IT("pagina che"),
    IT("pagina richiesta"),
    IT("pagina cercata"),
    N("questa pagina non esiste"),
    N("la pagina non esiste"),
    N("impossibile trovare la pagina"),
    H("pagina non trovata"),
    H("pagina inesistente"),
    H("file non trovato"),
    H("articolo non trovato"),
    H("contenuto non trovato"),
    W("non trovato"),
    W("non trovata"),
    W("pagina non disponibile"),

    PT("página que"),
    PT("página solicitada"),
    PT("página procurada"),
    N("esta página não existe"),
    N("a página não existe"),
    N("não encontramos a página"),
    N("não foi possível encontrar a página"),
    H("página não encontrada"),
    H("página inexistente"),
    H("página não existe"),
    H("artigo não encontrado"),
    H("conteúdo não encontrado"),
    H("arquivo não encontrado"),
    W("não encontrado"),
    W("não encontrada"),

    NL("pagina die"),
    NL("opgevraagde pagina"),
    NL("gevraagde pagina"),
    N("deze pagina bestaat niet"),
    N("deze pagina is niet gevonden"),
    N("de pagina is niet gevonden"),
    N("de pagina kon niet worden gevonden"),
    H("pagina niet gevonden"),
    H("pagina bestaat niet"),
    H("artikel niet gevonden"),
    H("bestand niet gevonden"),
    W("niet gevonden"),

    PL("strona której"),
    PL("podana strona"),
    PL("szukana strona"),
    PL("żądana strona"),
    N("ta strona nie istnieje"),
    N("nie znaleziono strony"),
    N("strona nie została znaleziona"),
    N("strona nie została odnaleziona"),
    H("strona nie istnieje"),
    H("strona nie znaleziona"),
    H("strony nie znaleziono"),
    H("nie odnaleziono strony"),
    H("nie ma takiej strony"),
    H("artykuł nie istnieje"),
    W("nie znaleziono"),

    RU("запрашиваемая страница"),
    RU("запрошенная страница"),
    RU("страница которую вы"),
    RU("страницы которую вы"),
    N("такой страницы не существует"),
    N("такой страницы нет"),
    N("нет такой страницы"),
    N("эта страница не существует"),
    N("страница не найдена"),
    H("страница не существует"),
    H("страницы не существует"),
    H("документ не найден"),
    H("файл не найден"),
    H("статья не найдена"),
    W("не найдено"),
    W("не найдена"),

    N("сторінку не знайдено"),
    N("сторінка не знайдена"),
    N("такої сторінки не існує"),
    H("сторінка не існує"),
    W("не знайдено"),
    N("страницата не е намерена"),
    N("страница није пронађена"),

    N("stránka nebyla nalezena"),
    N("požadovaná stránka neexistuje"),
    N("tato stránka neexistuje"),
    N("stránku se nepodařilo najít"),
    H("stránka nenalezena"),
    H("stránka neexistuje"),
    W("nenalezeno"),
    N("stránka nebola nájdená"),
    N("stránka sa nenašla"),
    H("stránka nenájdená"),

    N("sidan kunde inte hittas"),
    N("sidan kan inte hittas"),
    N("sidan du söker finns inte"),
    N("sidan du letar efter"),
    H("sidan hittades inte"),
    H("sidan finns inte"),
    H("sidan saknas"),
    H("sidan hittas inte"),
    W("hittades inte"),
    N("siden ble ikke funnet"),
    N("vi fant ikke siden"),
    N("siden du leter etter"),
    H("siden finnes ikke"),
    H("fant ikke siden"),
    N("siden blev ikke fundet"),
    N("siden kunne ikke findes"),
    N("siden du leder efter"),
    H("siden findes ikke"),
    H("side ikke fundet"),
    N("sivua ei löytynyt"),
    N("hakemaasi sivua ei"),
    H("sivua ei löydy"),
    H("sivua ei ole olemassa"),

    N("az oldal nem található"),
    N("a keresett oldal nem található"),
    H("oldal nem található"),
    N("pagina nu a fost găsită"),
    N("pagina nu a putut fi găsită"),
    N("pagina căutată nu există"),
    H("pagina nu există"),
    N("aradığınız sayfa bulunamadı"),
    N("aradığınız sayfa mevcut değil"),
    N("böyle bir sayfa yok"),
    H("sayfa bulunamadı"),
    H("sayfa mevcut değil"),
    W("bulunamadı"),
    N("η σελίδα δεν βρέθηκε"),
    N("δεν βρέθηκε η σελίδα"),
    N("η σελίδα που ζητήσατε δεν"),
    N("η σελίδα που αναζητάτε δεν"),
    H("η σελίδα δεν υπάρχει"),
    N("stranica nije pronađena"),
    H("stranica ne postoji"),
    N("strani ni mogoče najti"),
    N("puslapis nerastas"),
    N("lapa nav atrasta"),
    N("lehte ei leitud"),
    N("pàgina no trobada"),
    N("no sha trobat la pàgina"),
    N("halaman tidak ditemukan"),
    N("halaman yang anda cari tidak"),
    N("không tìm thấy trang"),
    N("trang không tồn tại"),
    N("trang bạn tìm kiếm không"),
    N("الصفحة غير موجودة"),
    N("لم يتم العثور على الصفحة"),
    N("הדף לא נמצא"),
    N("העמוד לא נמצא"),
    N("הדף המבוקש לא נמצא"),
    N("صفحه مورد نظر یافت نشد"),
    N("صفحه یافت نشد"),
    N("पृष्ठ नहीं मिला"),
    N("ไม่พบหน้า"),

    N("ページが見つかりません"),
    N("ページは見つかりません"),
    N("ページがみつかりません"),
    N("ページは存在しません"),
    N("ページが存在しません"),
    N("ページは削除された"),
    N("お探しのページは"),
    N("お探しの記事は見つかりません"),
    N("記事が見つかりません"),
    W("見つかりません"),
    W("見つかりませんでした"),
    N("页面不存在"),
    N("页面未找到"),
    N("找不到页面"),
    N("页面找不到"),
    N("找不到该页"),
    N("无法找到该页"),
    N("找不到网页"),
    N("网页不存在"),
    N("页面已被删除"),
    N("页面走丢"),
    N("您访问的页面"),
    H("文章不存在"),
    H("内容不存在"),
    H("文章已被删除"),
    W("未找到"),
    N("頁面不存在"),
    N("找不到頁面"),
    N("找不到網頁"),
    N("找不到您要的頁面"),
    N("網頁不存在"),
    N("無法找到頁面"),
    H("文章不存在或已被刪除"),
    N("페이지를 찾을 수 없"),
    N("페이지가 존재하지 않"),
    N("존재하지 않는 페이지"),
    N("페이지를 찾을수 없"),
    W("찾을 수 없음"),
};

const size_t absence_phrase_count = sizeof(absence_phrases) / sizeof(*absence_phrases);
