package io.sillok.local.discover;

import io.sillok.local.discover.server.ServerTree;
import java.util.List;
import java.util.Optional;

/** Where distributions, images and panels keep the configs. */
final class StandardPlaces {

    private static final List<String> NGINX = List.of(
            "/etc/nginx/nginx.conf",
            "/usr/local/nginx/conf/nginx.conf",
            "/usr/local/openresty/nginx/conf/nginx.conf",
            "/usr/local/etc/nginx/nginx.conf",
            "/opt/homebrew/etc/nginx/nginx.conf",
            "/www/server/nginx/conf/nginx.conf");

    private static final List<String> FPM = List.of(
            "/etc/php/*/fpm/php-fpm.conf",
            "/etc/php-fpm.conf",
            "/etc/php[0-9]*/php-fpm.conf",
            "/etc/opt/remi/php*/php-fpm.conf",
            "/usr/local/etc/php-fpm.conf",
            "/opt/plesk/php/*/etc/php-fpm.conf",
            "/opt/cpanel/ea-php*/root/etc/php-fpm.conf",
            "/www/server/php/*/etc/php-fpm.conf");

    /** Beside an FPM's config; then as images have it. */
    private static final List<String> INI = List.of("php.ini", "php/php.ini", "php/conf.d/php.ini");

    private static final List<String> MYSQL = List.of("/etc/mysql/my.cnf", "/etc/my.cnf");

    private static final List<String> APPLICATIONS =
            List.of("/var/www/html", "/var/www", "/var/www/*", "/var/www/*/current", "/app", "/srv/app", "/srv/www/*");

    private StandardPlaces() {}

    static List<String> nginx(ServerTree tree) {
        return NGINX.stream().filter(tree::exists).limit(1).toList();
    }

    static List<String> fpm(ServerTree tree) {
        return found(tree, FPM);
    }

    /** The php.ini of an FPM. */
    static Optional<String> ini(ServerTree tree, String fpm) {
        String folder = fpm.substring(0, Math.max(0, fpm.lastIndexOf('/')));
        return INI.stream()
                .map(name -> folder + '/' + name)
                .filter(tree::exists)
                .findFirst();
    }

    static List<String> mysql(ServerTree tree) {
        return MYSQL.stream().filter(tree::exists).limit(1).toList();
    }

    static List<String> applications(ServerTree tree) {
        return found(tree, APPLICATIONS);
    }

    private static List<String> found(ServerTree tree, List<String> patterns) {
        return patterns.stream()
                .flatMap(pattern -> tree.glob(pattern).stream())
                .distinct()
                .toList();
    }
}
