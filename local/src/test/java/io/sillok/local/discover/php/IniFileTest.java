package io.sillok.local.discover.php;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.discover.server.LogPath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as {@code parse_ini_string(…, INI_SCANNER_NORMAL)} of PHP 8.2 has them. */
final class IniFileTest {

    private static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        String section = "";
        for (IniStatement statement : IniFile.read(text, "x.ini")) {
            if (statement instanceof IniStatement.Section head) {
                section = head.name() + '/';
            } else if (statement instanceof IniStatement.Setting setting) {
                values.put(section + setting.key() + '@' + setting.place().line(), setting.value());
            }
        }
        return values;
    }

    @Test
    void values() {
        assertThat(read("""
                ; comment
                [www]
                plain = a b   ; behind
                quoted = " a ; b \\"c\\" "
                single = 'x\\y;z'
                apostrophe = don't ; worry
                empty =
                env = /var/${NAME}/x.log
                lines = "one
                two"
                access.format = "%R \\"%m %r\\" %s"
                php_admin_value[error_log]=/x.log
                flag
                """))
                .containsExactly(
                        Map.entry("www/plain@3", "a b"),
                        Map.entry("www/quoted@4", " a ; b \"c\" "),
                        Map.entry("www/single@5", "x\\y;z"),
                        Map.entry("www/apostrophe@6", "don't"),
                        Map.entry("www/empty@7", ""),
                        Map.entry("www/env@8", "/var/" + LogPath.HOLE + "/x.log"),
                        Map.entry("www/lines@9", "one\ntwo"),
                        Map.entry("www/access.format@11", "%R \"%m %r\" %s"),
                        Map.entry("www/php_admin_value[error_log]@12", "/x.log"),
                        Map.entry("www/flag@13", ""));
    }
}
