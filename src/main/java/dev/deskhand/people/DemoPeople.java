package dev.deskhand.people;

import dev.deskhand.chat.Sender;
import dev.deskhand.language.Role;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The four people whom one can be in demo mode. They are made once; roles that are changed
 * afterwards stay changed. Outside demo mode nobody can speak as one of them.
 */
@Component
class DemoPeople implements SmartInitializingSingleton {

  private static final List<DemoPerson> PEOPLE =
      List.of(
          new DemoPerson("employee", "Erin", Set.of()),
          new DemoPerson("agent", "Amir", Set.of(Role.AGENT)),
          new DemoPerson("manager", "Mona", Set.of(Role.MANAGER)),
          new DemoPerson("admin", "Ada", Set.of(Role.ADMIN)));

  private final DemoMode demo;
  private final People people;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  DemoPeople(DemoMode demo, People people, JdbcClient jdbc, TransactionOperations transactions) {
    this.demo = demo;
    this.people = people;
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (demo.on()) {
      transactions.executeWithoutResult(status -> PEOPLE.forEach(this::meet));
    }
  }

  private void meet(DemoPerson demoPerson) {
    boolean met =
        jdbc.sql("select exists (select 1 from identity where platform = 'web' and user_id = ?)")
            .param(demoPerson.userId())
            .query(Boolean.class)
            .single();
    if (met) {
      return;
    }
    Person person = people.recognise(new Sender("web", demoPerson.userId(), demoPerson.name()));
    for (Role role : demoPerson.roles()) {
      jdbc.sql("insert into person_role (person_id, role) values (?, ?) on conflict do nothing")
          .params(person.id(), role.name())
          .update();
    }
  }

  /** All of them are employees besides. */
  private record DemoPerson(String userId, String name, Set<Role> roles) {}
}
