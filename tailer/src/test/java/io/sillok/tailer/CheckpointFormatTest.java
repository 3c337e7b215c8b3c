package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.model.Digest;
import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The checkpoint's text, of this version and of the one before. */
final class CheckpointFormatTest {

    private static final Instant SEEN = Instant.parse("2026-11-22T08:00:00Z");
    private static final Fingerprint HEAD = Fingerprint.of("head\n".getBytes(StandardCharsets.US_ASCII));
    private static final Fingerprint TAIL = Fingerprint.of("tail\n".getBytes(StandardCharsets.US_ASCII));
    private static final FileId ID = FileId.of("web-1", 42, HEAD.hash(), 0);
    private static final Path LOG = Path.of("/var/log/a log/access.log");

    private static FileCheckpoint file() {
        return new FileCheckpoint(
                ID,
                new FileKey(7, 42),
                Optional.of(SEEN.minusNanos(1)),
                3,
                HEAD,
                Fingerprint.of(new byte[Fingerprint.START_BYTES]),
                new ResumePoint(1000, OptionalLong.of(900), true, 2, true),
                TAIL,
                1200,
                LOG,
                Path.of("/srv/releases/1/access.log"),
                SEEN,
                "73:1a2b3c4d,146:5e6f7081");
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        FileCheckpoint file = file();
        CheckpointContent content = new CheckpointContent(List.of(file), Map.of(LOG.getParent(), SEEN));
        assertThat(CheckpointFormat.read(written(content)).content()).isEqualTo(content);
    }

    @Test
    void versionOneIsRead() {
        String line = String.join(
                " ",
                ID.value(),
                "7",
                "42",
                "0",
                "5",
                HEAD.hash(),
                "1000",
                "-",
                "line-start",
                "5",
                TAIL.hash(),
                SEEN.toString(),
                "%2Fvar%2Flog%2Fa+log%2Faccess.log");
        String text = "sillok-checkpoint 1\n" + line + "\n";
        CheckpointContent content = CheckpointFormat.read(sealed(text)).content();
        assertThat(content.folders()).isEmpty();
        assertThat(content.files()).hasSize(1).first().satisfies(file -> {
            assertThat(file.id()).isEqualTo(ID);
            assertThat(file.position().offset()).isEqualTo(1000);
            assertThat(file.start()).isEqualTo(HEAD);
            assertThat(file.unread()).isZero();
            assertThat(file.real()).isEqualTo(LOG);
        });
    }

    @Test
    void versionTwoIsRead() throws Exception {
        CheckpointContent content = new CheckpointContent(List.of(file()), Map.of(LOG.getParent(), SEEN));
        String text = new String(written(content), StandardCharsets.US_ASCII)
                .replace("sillok-checkpoint 4\n", "sillok-checkpoint 2\n")
                .replace(" " + file().marks(), "");
        assertThat(CheckpointFormat.read(sealed(text.substring(0, text.indexOf("end "))))
                        .content()
                        .files())
                .hasSize(1)
                .first()
                .satisfies(file -> assertThat(file.marks()).isEqualTo(StartMarks.NONE))
                .satisfies(file -> assertThat(CheckpointFormat.line(file) + "x")
                        .isEqualTo(CheckpointFormat.line(file()).replace(file().marks(), "-x")));
        assertThatThrownBy(() -> CheckpointFormat.read(text.getBytes(StandardCharsets.US_ASCII)))
                .as("its own digest is another one")
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] sealed(String text) {
        String digest = Digest.hex(text.getBytes(StandardCharsets.US_ASCII), 16);
        return (text + "end " + digest + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] written(CheckpointContent content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckpointFormat.write(content, out);
        return out.toByteArray();
    }

    @Test
    void halfATextIsNone() throws Exception {
        byte[] text = written(new CheckpointContent(List.of(), Map.of(LOG.getParent(), SEEN)));
        for (int length = 0; length < text.length; length++) {
            byte[] half = Arrays.copyOf(text, length);
            assertThatThrownBy(() -> CheckpointFormat.read(half)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
