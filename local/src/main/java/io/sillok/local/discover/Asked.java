package io.sillok.local.discover;

import java.util.List;
import java.util.Optional;

/**
 * Which configs to read: absolute paths, as the server sees them.
 *
 * @param fpm configs of FPMs, or folders of pools
 * @param laravel folders of applications, beside those that nginx serves
 */
public record Asked(
        List<String> nginx,
        Optional<String> nginxPrefix,
        List<String> fpm,
        Optional<String> phpIni,
        List<String> mysql,
        List<String> laravel) {}
