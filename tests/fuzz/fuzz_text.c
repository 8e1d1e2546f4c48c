/* Any bytes through every function of base/text: no crash, and results that keep their promises. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "gloss/base/json.h"
#include "gloss/base/mem.h"
#include "gloss/base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* Clean text is valid, and cleaning it again changes nothing. */
static void check_clean(char *clean)
{
    char *again = text_clean(clean, strlen(clean));

    require(text_is_utf8(clean, strlen(clean)));
    require(strcmp(clean, again) == 0);
    free(again);
    free(clean);
}

static void check_strings(const char *s)
{
    static const size_t sizes[] = {0, 1, 7, 80};
    char *unmojibaked = text_unmojibake(s);
    char *folded = text_fold(s);

    require(text_is_utf8(folded, strlen(folded)));
    require(unmojibaked == NULL ||
            (text_is_utf8(unmojibaked, strlen(unmojibaked)) && strlen(unmojibaked) < strlen(s)));
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char *fitting = text_fit(s, sizes[i]);
        char *sentences = text_sentences(s, sizes[i]);

        require(text_width(fitting) <= sizes[i]);
        require(text_is_utf8(fitting, strlen(fitting)));
        require(text_is_utf8(sentences, strlen(sentences)));
        free(fitting);
        free(sentences);
    }
    require(folded[0] == '\0' || text_contains(s, s));
    require(folded[0] == '\0' || text_similarity(s, s) > 0.999);
    free(unmojibaked);
    free(folded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    char *s = xstrndup(bytes, size);
    char *repaired = text_repair(bytes, size);
    json_t *json = json_parse_lenient(bytes, size);
    size_t length;

    check_clean(text_clean(bytes, size));
    check_clean(text_clean_html(bytes, size));
    check_strings(s);
    require(text_is_utf8(repaired, strlen(repaired)));
    length = text_decode_entities(s, size);
    require(length <= size);
    if (json != NULL) {
        free(json_text(json));
        json_decref(json);
    }
    free(repaired);
    free(s);
    return 0;
}
