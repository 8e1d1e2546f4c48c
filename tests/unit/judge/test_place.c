/* Addresses as the checks for soft death read them. */
#include "looks.h"

#include "gloss/judge/phrase.h"
#include "gloss/judge/place.h"

static void front_and_depth(void **state)
{
    static const struct {
        const char *url;
        bool front, deep;
    } rows[] = {
        {"https://tea.example", true, false},
        {"https://tea.example/", true, false},
        {"https://tea.example/#/a/b", true, false},
        {"https://tea.example/index.php", true, false},
        {"https://tea.example/en", true, false},
        {"https://tea.example/de-AT/home", true, false},
        {"https://tea.example/zh_Hans/", true, false},
        {"https://tea.example/?utm_source=x&utm_medium=y", true, false},
        {"https://tea.example/?id=3", false, true},
        {"https://tea.example/?utm_source=x&id=3", false, true},
        {"https://tea.example/blog", false, false},
        {"https://tea.example/en/blog/", false, false},
        {"https://tea.example/~anna-brook/", false, false},
        {"https://tea.example/blog/1", false, true},
        {"https://tea.example/a-b", false, true},
        {"https://tea.example/about.html", false, true},
        {"https://tea.example/howteacoolsdown", false, true},
        {"https://tea.example/ai", false, false},
        {"", true, false},
        {"mailto:anna@tea.example", true, false},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct place p;
        place_read(&p, rows[i].url);
        if (place_is_front(&p) != rows[i].front || place_is_deep(&p) != rows[i].deep)
            fail_msg("%s", rows[i].url);
    }
}

static void hosts_and_owners(void **state)
{
    static const struct {
        const char *a, *b;
        bool host, owner;
    } rows[] = {
        {"http://tea.example/", "https://www.tea.example/", true, true},
        {"http://TEA.example:8080/", "https://anna:x@tea.example/", true, true},
        {"http://m.tea.example/", "https://tea.example/", true, true},
        {"http://docs.tea.example/", "https://tea.example/", false, true},
        {"http://tea.example/", "https://kettle.example/", false, false},
        {"http://tea.co.uk/", "https://kettle.co.uk/", false, false},
        {"http://docs.tea.co.uk/", "https://tea.co.uk/", false, true},
        {"http://anna.github.io/", "https://luca.github.io/", false, false},
        {"http://docs.anna.github.io/", "https://anna.github.io/", false, true},
        {"http://localhost/", "http://localhost/", true, true},
        {"", "", false, false},
        {"http:///x", "http:///x", false, false},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct place a, b;
        place_read(&a, rows[i].a);
        place_read(&b, rows[i].b);
        if (place_same_host(&a, &b) != rows[i].host || place_same_owner(&a, &b) != rows[i].owner)
            fail_msg("%s and %s", rows[i].a, rows[i].b);
    }
}

static void segments_and_names(void **state)
{
    struct place p;
    char name[64];

    (void)state;
    place_read(&p, "https://www.Docs.Tea.co.uk//A/b.html/Login.PHP?x=/y#z");
    assert_string_equal(p.host, "docs.tea.co.uk");
    assert_int_equal(p.depth, 3);
    assert_true(place_has_segment(&p, "b"));
    assert_true(place_has_segment(&p, "login"));
    assert_false(place_has_segment(&p, "y"));
    assert_string_equal(p.query, "x=/y");
    assert_true(place_host_in(&p, "tea.co.uk"));
    assert_false(place_host_in(&p, "ea.co.uk"));
    place_name(&p, name);
    assert_string_equal(name, "tea");
}

/* Longer than anything that is kept of it. */
static void endless_addresses(void **state)
{
    static const char *const parts[] = {"a", "/", "/a", ".", "a.", "%", "?a=1&", "-"};
    static const char *const starts[] = {"https://", "https://tea.example/",
                                         "https://tea.example/?", "://"};
    static char url[9000];

    (void)state;
    for (size_t i = 0; i < LENGTH(starts) * LENGTH(parts); i++) {
        const char *part = parts[i % LENGTH(parts)];
        struct look look = {
            .asked = url, .final = "https://tea.example/", .redirects = 1, .status = 200};
        struct evidence e;
        struct place p;
        size_t n = (size_t)snprintf(url, sizeof(url), "%s", starts[i / LENGTH(parts)]);
        while (n + strlen(part) + 1 < sizeof(url))
            n += (size_t)snprintf(url + n, sizeof(url) - n, "%s", part);
        place_read(&p, url);
        assert_true(p.depth <= PLACE_SEGMENTS);
        (void)judge_look(&look, &e);
        (void)judge_suspicious(&look);
        look.final = url;
        look.asked = "https://tea.example/a";
        (void)judge_look(&look, &e);
        (void)judge_suspicious(&look);
    }
}

static void phrases_are_whole_words(void **state)
{
    static const struct {
        const char *folded, *words;
        bool there;
    } rows[] = {
        {"page not found", "page not found", true},
        {"the page not found here", "page not found", true},
        {"homepage not found", "page not found", false},
        {"page not foundation", "page not found", false},
        {"homepage not found page not found", "page not found", true},
        {"страница не найдена", "не найдена", true},
        {"нестраница", "страница", false},
        {"このページが見つかりませんでした", "ページが見つかりません", true},
        {"404页面不存在", "页面不存在", true},
        {"", "x", false},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if ((phrase_find(rows[i].folded, rows[i].words) != NULL) != rows[i].there)
            fail_msg("\"%s\" in \"%s\"", rows[i].words, rows[i].folded);
    assert_true(phrase_in("the page x we had is gone", &(struct phrase){0, "page", "gone"}));
    assert_false(phrase_in("gone is the page", &(struct phrase){0, "page", "gone"}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(front_and_depth),         cmocka_unit_test(hosts_and_owners),
        cmocka_unit_test(segments_and_names),      cmocka_unit_test(endless_addresses),
        cmocka_unit_test(phrases_are_whole_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
