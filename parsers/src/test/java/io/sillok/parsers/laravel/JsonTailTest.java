package io.sillok.parsers.laravel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTailTest {

    private static final String[] TEXTS = {
        "plain", "\"", "\\", "\\\\\"", "{", "}", "] [", "{\"a\":1}", "line\nbreak\r", "é🛒", "", " {\"", "\" ] } { "
    };

    private final Random random = new Random(Long.getLong("seed", 11));

    @Test
    void findsWhereValidJsonBeginsWhateverStandsBeforeIt() throws Exception {
        JsonMapper mapper = new JsonMapper();
        for (int i = 0; i < 5_000; i++) {
            Map<String, Object> value = object(3);
            // as Monolog does: the escapes of line breaks become real ones
            String json = mapper.writeValueAsString(value).replaceAll("(?<!\\\\)\\\\[rn]", "\n");
            String before = text() + text() + ' ';

            assertThat(JsonTail.start(before + json, before.length() + json.length()))
                    .as(json)
                    .isEqualTo(before.length());
            assertThat(MonologJson.read(json)).as(json).isPresent();
        }
    }

    @Test
    void whatIsNeverOpenedHasNoBeginning() {
        assertThat(JsonTail.start("a }", 3)).isEqualTo(-1);
        assertThat(JsonTail.start("]}]}]}", 6)).isEqualTo(-1);
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put("k" + i + text(), value(depth));
        }
        return map;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean();
            case 2, 3 -> text() + text();
            case 4 -> object(depth - 1);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
        };
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
