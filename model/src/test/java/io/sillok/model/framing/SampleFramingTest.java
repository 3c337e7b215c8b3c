package io.sillok.model.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.framing.Frames.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real logs: records begin exactly where a regular expression, written apart from the rules, says so. */
final class SampleFramingTest {

    private static final Path SHOP = Path.of("..", "samples", "shop");

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    laravel.line ; laravel-single/laravel.log    ; ^\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\] [\\w.-]+\\.[A-Z]+:\\s
                    laravel.line ; laravel-datadog/laravel.log   ; ^\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\] [\\w.-]+\\.[A-Z]+:\\s
                    laravel.line ; laravel-sql/queries.log       ; ^\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\] [\\w.-]+\\.[A-Z]+:\\s
                    nginx.error  ; nginx/error.log               ; ^\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d \\[
                    php.error    ; php/error.log                 ; ^\\[\\d\\d-\\w{3}-\\d{4} [\\d:]{8} [^\\]]+\\]
                    php.error    ; php/error-xdebug.log          ; ^\\[\\d\\d-\\w{3}-\\d{4} [\\d:]{8} [^\\]]+\\]
                    php_fpm.slow ; php-fpm/slow.log              ; ^$\\n\\[\\d\\d-
                    mariadb.slow ; mariadb/slow.log              ; ^# Time.*\\n# User|^# User|^.*started with:$
                    nginx.access ; nginx/access.log              ; ^.
                    """)
    void recordsBeginWhereTheyShould(String parser, String name, String start) throws IOException {
        byte[] file = Files.readAllBytes(SHOP.resolve(name));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<Long> expected = Pattern.compile(start, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(MatchResult::start)
                .map(Integer::longValue)
                .toList();
        List<Frame> frames = Frames.of(Framing.of(parser).framer(), file);
        assertThat(frames.stream().map(Frame::offset)).isEqualTo(expected);
        assertThat(frames.stream().mapToInt(Frame::length).sum()).isEqualTo(file.length);
    }
}
