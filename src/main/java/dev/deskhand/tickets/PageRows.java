package dev.deskhand.tickets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads a page whose every row also holds the {@code total}; a page with nothing on it is one row
 * whose {@code id} is null.
 */
final class PageRows<T> implements RowCallbackHandler {

  private final Read<T> read;
  private final List<T> items = new ArrayList<>();
  private int total;

  PageRows(Read<T> read) {
    this.read = read;
  }

  @Override
  public void processRow(ResultSet row) throws SQLException {
    total = row.getInt("total");
    if (row.getObject("id") != null) {
      items.add(read.row(row));
    }
  }

  Incidents.Page<T> page(Paging paging) {
    return new Incidents.Page<>(items, paging.number(), paging.size(), total);
  }

  interface Read<T> {
    T row(ResultSet row) throws SQLException;
  }
}
