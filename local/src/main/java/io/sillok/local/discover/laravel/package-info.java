/** Laravel applications: which log files their configs name. PHP is read and evaluated as far as that needs no running. */
package io.sillok.local.discover.laravel;
