package io.sillok.local.dead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterGroupTest {

    @Test
    void groupsByReasonFormatAndShape() {
        List<LetterGroup> groups = LetterGroup.of(List.of(
                letter("1", "parse.no_match", "10.0.0.1 said \"hello\" in 17 ms"),
                letter("2", "parse.orphan", "#3 main()"),
                letter("3", "parse.no_match", "2001:db8::7 said 'bye'   in 3 ms")));

        assertThat(groups).extracting(group -> group.letters().size()).containsExactly(2, 1);
        assertThat(groups.get(0).shape()).isEqualTo("# said \"…\" in # ms");
        assertThat(groups.get(0).row()).contains("2", "nginx.access", "parse.no_match", "3");
        assertThat(LetterGroup.json(groups).at("/groups/0/newest/id").asText()).isEqualTo("3");
        assertThat(LetterGroup.json(groups).path("letters").asInt()).isEqualTo(3);
    }

    private static Letter letter(String id, String reason, String preview) {
        return new Letter(
                id, reason, "", "f", "/a.log", "nginx.access", "1", 0, 0, 10, Optional.empty(), "2026-11-22", preview);
    }
}
