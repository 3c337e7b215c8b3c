package io.sillok.local.dead;

import io.sillok.local.audit.KafkaAccess;
import io.sillok.local.audit.TopicReader;
import io.sillok.model.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dead letters that stand in a topic: the newest under each key, without those that were withdrawn since. */
public final class Letters {

    private Letters() {}

    /**
     * @throws ConfigException if there is no such topic
     * @throws IOException if it cannot be read
     */
    public static List<Letter> in(KafkaAccess access, String topic) throws ConfigException, IOException {
        Map<String, Letter> letters = new LinkedHashMap<>();
        try (TopicReader reader = TopicReader.open(access, topic)) {
            reader.forEach(record -> {
                String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                // One that comes again goes to the end.
                letters.remove(key);
                if (record.value() != null) {
                    letters.put(key, Letter.parse(record.value()));
                }
            });
        }
        return new ArrayList<>(letters.values());
    }
}
