package payment

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents. The wiring gives what other rooms know: whether
// somebody works here now, whether they ever did, what an earning was for (Work),
// and what a whole month is worth by the programme's policy (Month; nil: nothing).
type Room struct {
	Works func(q journal.Query, worker ident.ID) (bool, error)
	Knows func(q journal.Query, worker ident.ID) (bool, error)
	Work  func(q journal.Query, subject ident.ID) (Work, error)
	Month func(q journal.Query, worker ident.ID, first, last string) (Month, error)
}

// Verbs are what can be asked and told.
func (r Room) Verbs() []journal.Verb {
	make, settle := access.Create("payment"), access.Approve("payment")
	return []journal.Verb{
		journal.Request("payment.open_fund", 1, loadNewFund, purse.open, make),
		journal.Request("payment.receive", 1, loadReceiving, purse.receive, make),
		journal.Request("payment.hand_in", 1, loadHandIn, carried.handIn, make),
		journal.Request("payment.support", 1, r.loadGiving, giving.give, make, journal.TwoPersons),
		journal.Request("payment.prepare", 1, r.loadReckoning, reckoning.prepare, make),
		journal.Request("payment.approve", 1, loadPaper, paper.approve, settle),
		journal.Request("payment.reject", 1, loadPaper, paper.reject, settle),
		journal.Request("payment.pay", 1, loadPaper, paper.pay, access.Create("payout")),
		journal.Report("payment.receipt", 1, loadPaper, paper.confirm, access.Update("payment")),
	}
}

// Events are what can have happened.
func (r Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("payment.fund_opened/1", applyFundOpened),
		journal.On("payment.received/1", applyReceived),
		journal.On("payment.handed_in/1", applyHandedIn),
		journal.On("payment.hand_in_undone/1", applyHandInUndone),
		journal.On("payment.supported/1", applySupported),
		journal.On("payment.prepared/1", applyPrepared),
		journal.On("payment.approved/1", applyApproved),
		journal.On("payment.rejected/1", applyRejected),
		journal.On("payment.paid/1", applyPaid),
		journal.On("payment.receipted/1", applyReceipted),
	}
}

// Tables are what the room owns.
func (r Room) Tables() []store.Def {
	return []store.Def{Funds.Definition(), Receipts.Definition(), Supports.Definition(), Statements.Definition(), entries.Definition(), HandIns.Definition()}
}

// Follows are what it answers to: an entry of the books that was taken back.
func (r Room) Follows() []journal.Follow { return []journal.Follow{journal.When(undoHandIn)} }
