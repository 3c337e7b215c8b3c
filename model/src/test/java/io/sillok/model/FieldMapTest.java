package io.sillok.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldMapTest {

    private static final int MANY = 90;

    /** Random puts, copies and builds: each map says for ever what a LinkedHashMap would have said. */
    @Test
    void isALinkedMapThatDoesNotChange() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int names = 1 + random.nextInt(MANY);
            FieldMap.Draft<Object> draft = new FieldMap.Draft<>(random.nextInt(3) * 12);
            Map<String, Object> model = new LinkedHashMap<>();
            List<Map<String, Object>> built = new ArrayList<>();
            List<Map<String, Object>> expected = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> {
                        built.add(draft.build());
                        expected.add(new LinkedHashMap<>(model));
                    }
                    case 1 -> {
                        if (!built.isEmpty()) {
                            int which = random.nextInt(built.size());
                            draft = new FieldMap.Draft<>(built.get(which));
                            model = new LinkedHashMap<>(expected.get(which));
                        }
                    }
                    case 2 -> {
                        Map<String, Object> other = new LinkedHashMap<>();
                        for (int i = random.nextInt(names); i >= 0; i--) {
                            other.put(name(random, names), i);
                        }
                        draft.replaceAll(other);
                        model = other;
                    }
                    default -> {
                        String name = name(random, names);
                        draft.put(name, step);
                        model.put(name, step);
                    }
                }
            }
            for (int i = 0; i < built.size(); i++) {
                Map<String, Object> map = built.get(i);
                assertThat(map).as("seed %d", seed).isEqualTo(expected.get(i)).hasSameHashCodeAs(expected.get(i));
                assertThat(List.copyOf(map.entrySet()))
                        .isEqualTo(List.copyOf(expected.get(i).entrySet()));
                List<String> seen = new ArrayList<>();
                map.forEach((name, value) -> seen.add(name));
                assertThat(seen).isEqualTo(List.copyOf(expected.get(i).keySet()));
                for (int n = 0; n < names; n++) {
                    assertThat(map.get("name" + n)).isEqualTo(expected.get(i).get("name" + n));
                    assertThat(map.containsKey("name" + n))
                            .isEqualTo(expected.get(i).containsKey("name" + n));
                }
                assertThatThrownBy(() -> map.put("name0", 0)).isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }

    /** Some are the same string, some only equal. */
    private static String name(Random random, int names) {
        String name = "name" + random.nextInt(names);
        return random.nextBoolean() ? name.intern() : name;
    }
}
