package io.sillok.local.discover.php;

/**
 * What was settled when PHP was built.
 *
 * @param prefix folder of relative paths
 * @param state folder of the relative path of the global {@code error_log}
 */
record FpmLayout(String prefix, String state) {

    /** {@code DIR/etc/php-fpm.conf} was built for DIR; distributions build for {@code /usr} and {@code /var}. */
    static FpmLayout of(String config) {
        String folder = config.substring(0, Math.max(0, config.lastIndexOf('/')));
        boolean own = folder.endsWith("/etc") && !folder.equals("/etc");
        String prefix = own ? folder.substring(0, folder.length() - "/etc".length()) : "/usr";
        return new FpmLayout(prefix, own ? prefix + "/var" : "/var");
    }
}
