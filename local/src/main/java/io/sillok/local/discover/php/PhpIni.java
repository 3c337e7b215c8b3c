package io.sillok.local.discover.php;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A php.ini with the files of its scan folder, which are read behind it.
 *
 * @param files those that were read
 */
public record PhpIni(IniSettings settings, List<String> files) {

    static final PhpIni NONE = new PhpIni(new IniSettings(), List.of());

    /** @param file absolute path of a php.ini */
    public static PhpIni read(ServerTree tree, Findings findings, String file) {
        String folder = file.substring(0, file.lastIndexOf('/'));
        List<String> files = new ArrayList<>(List.of(file));
        for (String scanned : List.of("conf.d", "php.d")) {
            files.addAll(tree.glob(folder + '/' + scanned + "/*.ini"));
        }
        IniSettings settings = new IniSettings();
        for (String each : files) {
            // Settings for one host or path only hold for CGI, so they end what is of interest.
            tree.config(each, Place.of(each), findings).ifPresent(text -> IniFile.read(text, each).stream()
                    .takeWhile(statement -> !(statement instanceof IniStatement.Section section)
                            || !section.name().matches("(?i)(?:host|path)=.*"))
                    .filter(IniStatement.Setting.class::isInstance)
                    .map(IniStatement.Setting.class::cast)
                    .forEach(settings::put));
        }
        return new PhpIni(settings, List.copyOf(files));
    }

    /** {@code date.timezone}. */
    public Optional<String> zone() {
        return settings.text("date.timezone");
    }

    boolean hasXdebug() {
        return settings.text("zend_extension")
                        .filter(extension -> extension.contains("xdebug"))
                        .isPresent()
                || settings.text("xdebug.mode").isPresent();
    }
}
