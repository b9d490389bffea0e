package dev.deskhand.notifications.home;

import dev.deskhand.notifications.home.HomeStore.Concerned;
import dev.deskhand.requests.RequestEvent;
import dev.deskhand.status.OutageEvent;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentEvent;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Whose home screen shows something else after what happened. */
@Component
class HomeNotifier {

  private final HomeRefresh refresh;

  HomeNotifier(HomeRefresh refresh) {
    this.refresh = refresh;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(IncidentEvent event) {
    boolean unseen =
        event instanceof IncidentEvent.Changed changed
            && changed.change() instanceof IncidentChange.Note;
    if (unseen) {
      return;
    }
    Incident incident = event.incident();
    Set<Long> people = new HashSet<>(Set.of(incident.requesterId()));
    people.add(incident.reporterId());
    if (incident.assigneeId() != null) {
      people.add(incident.assigneeId());
    }
    refresh.after(new Concerned(people, true, false));
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(RequestEvent event) {
    refresh.after(new Concerned(Set.of(event.request().requesterId()), false, false));
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(OutageEvent event) {
    boolean everyone = !(event instanceof OutageEvent.IncidentAttached);
    refresh.after(new Concerned(Set.of(), true, everyone));
  }
}
