package dev.deskhand.database;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The PostgreSQL that comes along, for the most part without effect when {@code
 * spring.datasource.url} names another.
 *
 * @param dataDir where the data, the password and the server's programs are kept; made if absent,
 *     and closed to everybody but the user who runs the desk
 * @param binariesDir where the server's programs are unpacked to, once; within {@code dataDir}
 *     unless it is given. It is closed to others too, since what is there is run.
 * @param join true if this process may use the server that a running desk has already started on
 *     {@code dataDir}, as a command given beside a running desk does; where none runs, it starts
 *     the server itself. False refuses to start beside a running desk.
 * @param startWithin how long the server may take to be ready, recovery after a crash included
 * @param maxConnections how many connections the server takes at once
 * @param restartPause how long after a start that was followed by another end the server is started
 *     again; doubled each time
 * @param schemaCheckEvery how often a running desk looks whether a newer one has changed the schema
 */
@ConfigurationProperties("deskhand.database")
record DatabaseProperties(
    @DefaultValue("./data") Path dataDir,
    @Nullable Path binariesDir,
    @DefaultValue("false") boolean join,
    @DefaultValue("90s") Duration startWithin,
    @DefaultValue("100") int maxConnections,
    @DefaultValue("1s") Duration restartPause,
    @DefaultValue("5s") Duration schemaCheckEvery) {}
