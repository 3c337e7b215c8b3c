package io.sillok.edge;

import static io.sillok.edge.RecordsOfTest.edge;
import static io.sillok.edge.RecordsOfTest.mask;
import static io.sillok.edge.RecordsOfTest.texts;
import static io.sillok.edge.RecordsOfTest.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.edge.FileMasker;
import io.sillok.model.framing.ResumePoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JoinedLinesTest {

    private static final String RECORD = "[2026-11-22 10:47:02] production.ERROR: ";

    private final FileMasker fpm = edge("{}").file("php_fpm.error", Map.of("log_limit", "200"));

    private static String said(int child, String text) {
        return "[22-Nov-2026 10:47:06] WARNING: [pool www] child " + child + " said into stderr: \"" + text + "\"\n";
    }

    @Test
    void aValueThatFpmCutInTwoIsMaskedInBoth() {
        String cut = said(7, RECORD + "a login of somebody with password=hunt");
        FileMasker limited = edge("{}").file("php_fpm.error", Map.of("log_limit", "" + cut.length()));

        List<String> together = whole(limited, 0, cut, said(9, "some"), said(7, "er2sday {\"userId\":1} "));
        List<String> apart = whole(limited, 900, cut);

        assertThat(together)
                .containsExactly(
                        said(7, RECORD + "a login of somebody with password=*** "),
                        said(9, "some"),
                        said(7, "{\"userId\":1} "));
        assertThat(apart.get(0))
                .startsWith(said(7, RECORD).split("production")[0])
                .doesNotContain("hunt");
        assertThat(whole(limited, 900 + cut.length(), said(7, "er2sday")).get(0))
                .doesNotContain("er2sday");
    }

    @Test
    void aValueOverSeveralLinesIsMaskedThoughTheSecondComesLater() {
        String first = said(7, RECORD + "no (Connection: mysql, SQL: insert into `t` (`a`) values (Hunter");
        List<String> one = whole(fpm, 0, first);
        List<String> two = whole(fpm, first.length(), said(7, "Valley, Kowalska)) {\"userId\":1} "));

        assertThat(one.get(0)).contains("insert into `t`").doesNotContain("Hunter");
        assertThat(two.get(0))
                .doesNotContain("Valley", "Kowalska")
                .startsWith("[22-Nov-2026 10:47:06] WARNING: [pool www]");
    }

    @Test
    void afterARestartTextsAreKnownByWhatStandsBefore() {
        String first = said(7, RECORD + "no (Connection: mysql, SQL: insert into `t` (`a`) values (Hunter");
        ResumePoint at = ResumePoint.closedAt(first.length());
        FileMasker shown = edge("{}").file("php_fpm.error", Map.of());
        assertThat(shown.remembersFrom(at)).isZero();
        shown.remember(0, first.getBytes(StandardCharsets.UTF_8), at);
        FileMasker blind = edge("{}").file("php_fpm.error", Map.of());
        assertThat(blind.remembersFrom(at)).isZero();

        String second = said(7, "Valley Kowalska and so on");
        String other = said(8, "quite another thing");
        assertThat(whole(shown, at.offset(), second, other).get(0)).doesNotContain("Valley", "Kowalska");
        assertThat(whole(shown, 5000, other)).containsExactly(other);
        assertThat(whole(blind, at.offset(), second, other, said(8, RECORD + "hello  ")))
                .containsExactly(
                        said(7, "*** (masked whole)"), said(8, "*** (masked whole)"), said(8, RECORD + "hello  "));
    }

    @Test
    void fpmsOwnNoticesStayAndLinesBeyondASliceAreMaskedWhole() {
        String notice = "[22-Nov-2026 10:46:55] NOTICE: fpm is running, pid 4711\n";
        assertThat(whole(fpm, 0, notice)).containsExactly(notice);
        assertThat(texts(mask(fpm, 0, OptionalLong.empty(), true, said(7, "x").strip())))
                .containsExactly(said(7, "*** (masked whole)").strip().replaceAll("\"$", ""));
        assertThat(texts(mask(fpm, 90, OptionalLong.of(0), false, "password=x\"\n")))
                .containsExactly("*** (masked whole)\n");
    }

    @Test
    void streamsOfAContainerAreReadApart() {
        FileMasker cri = edge("{}").file("laravel.line", Map.of("container", "cri"));
        String err = "2026-11-22T10:00:00.1Z stderr F ";
        String out = "2026-11-22T10:00:00.1Z stdout F ";

        assertThat(whole(
                        cri,
                        0,
                        err + RECORD + "no (SQL: insert into `t` (`a`) values (Hunter\n",
                        out + RECORD + "token=abc  \n",
                        err + "Valley))\n",
                        err + "#0 /a.php(1): b()\n",
                        "2026-11-22T10:00:00.1Z stderr P " + RECORD + "password=hun\n",
                        err + "ter2 is it  \n",
                        "no such line, password=x\n"))
                .satisfies(lines -> {
                    assertThat(String.join("", lines))
                            .doesNotContain("Hunter", "Valley", "abc", "hun", "ter2", "password=x");
                    assertThat(lines.get(0)).startsWith(err + RECORD);
                    assertThat(lines.get(1)).isEqualTo(out + RECORD + "token=***  \n");
                    assertThat(lines.get(6)).isEqualTo("*** (masked whole)\n");
                });
    }

    @Test
    void dockersWrappingStays() {
        FileMasker docker = edge("{}").file("laravel.line", Map.of("container", "docker"));
        String line = "{\"log\":\"" + RECORD + "%s\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-22T10:00:00.1Z\"}\n";

        assertThat(whole(docker, 0, line.formatted("say \\u00e9  "), line.formatted("a \\\"b\\\" password=hunter2")))
                .containsExactly(line.formatted("say \\u00e9  "), line.formatted("a \\\"b\\\" password=***"));
        assertThat(whole(docker, 900, "{\"log\":\"password=x\",\"time\":\"2026-11-22T10:00:00.1Z\"}\n"))
                .containsExactly("*** (masked whole)\n");
    }

    @Test
    void fewerLinesThanBeforeLeaveTheFirstOneWhereItWas() {
        List<Spread.Part> parts =
                List.of(new Spread.Part("head v", false), new Spread.Part("v", false), new Spread.Part("end", false));

        assertThat(Spread.over(parts, "head ?\nend")).contains(List.of("head ?", "", "end"));
        assertThat(Spread.over(parts, "head ?")).contains(List.of("head ?", "", ""));
        assertThat(Spread.over(parts, "a\nb\nc\nd")).isEmpty();
        assertThat(Spread.over(List.of(new Spread.Part("abc", true), new Spread.Part("def", false)), "a?"))
                .contains(List.of("a?", ""));
    }
}
