namespace IrisFlow.Sqlite.Tests;

public abstract partial class RunStoreContract
{
    private static readonly ApiToken Nightly = new("t1", "nightly", Role.Operator, Noon, "ada") { ExpiresAt = Noon.AddDays(1) };

    [Fact]
    public void A_token_comes_back_by_its_hash_and_in_the_list()
    {
        Store.Write(w => w.SaveToken(Nightly, "h1"));
        Store.Write(w => w.SaveToken(new("t0", "ü", Role.Editor, Noon.AddHours(1), "ada"), "h0"));

        Assert.Equal(Nightly, Store.FindToken("h1"));
        Assert.Null(Store.FindToken("t1"));
        Assert.Equal(["t1", "t0"], Store.Tokens().Select(t => t.Id));
    }

    [Fact]
    public void A_token_is_taken_back_once_and_stays_in_the_list()
    {
        Store.Write(w => w.SaveToken(Nightly, "h1"));
        var first = false;
        var again = true;
        Store.Write(w => first = w.RevokeToken("t1", Noon));
        Store.Write(w => again = w.RevokeToken("t1", Noon.AddHours(1)));

        Assert.Equal((true, false), (first, again));
        Assert.Equal(Noon, Store.FindToken("h1")!.RevokedAt);
        Assert.False(Store.Tokens()[0].IsValid(Noon));
    }

    [Fact]
    public void When_a_token_was_used_is_remembered()
    {
        Store.Write(w => w.SaveToken(Nightly, "h1"));
        Store.Write(w => w.UseToken("t1", Noon.AddHours(2)));

        Assert.Equal(Nightly with { UsedAt = Noon.AddHours(2) }, Store.FindToken("h1"));
    }

    [Fact]
    public void A_session_ends_with_the_token_that_it_was_begun_with()
    {
        var mine = new Session("ada", Role.Editor, Noon.AddDays(30));
        var theirs = new Session("nightly", Role.Operator, Noon.AddDays(30)) { Token = "t1" };
        Store.Write(w =>
        {
            w.SaveToken(Nightly, "h1");
            w.SaveSession(mine, "s1", Noon);
            w.SaveSession(theirs, "s2", Noon);
        });
        Assert.Equal(theirs, Store.FindSession("s2"));

        Store.Write(w => w.RevokeToken("t1", Noon));

        Assert.Equal(mine, Store.FindSession("s1"));
        Assert.Null(Store.FindSession("s2"));
    }

    [Fact]
    public void A_session_that_was_ended_or_is_over_when_another_begins_is_forgotten()
    {
        Store.Write(w => w.SaveSession(new("ada", Role.Editor, Noon), "ended", Noon.AddDays(-1)));
        Store.Write(w => w.RemoveSession("ended"));
        Store.Write(w => w.SaveSession(new("ada", Role.Editor, Noon), "over", Noon.AddDays(-1)));
        Store.Write(w => w.SaveSession(new("ada", Role.Editor, Noon.AddDays(1)), "new", Noon));

        Assert.Null(Store.FindSession("ended"));
        Assert.Null(Store.FindSession("over"));
        Assert.NotNull(Store.FindSession("new"));
    }

    [Fact]
    public void What_was_done_is_told_newest_first_page_by_page()
    {
        foreach (var subject in new[] { "a", "b", "c" })
        {
            Store.Write(w => w.AddAudit(new(0, Noon, "ada", "saveWorkflow", subject, "{}")));
        }

        var page = Store.Audit(null, 2);

        Assert.Equal(["c", "b"], page.Select(a => a.Subject));
        Assert.Equal(["a"], Store.Audit(page[1].Id, 2).Select(a => a.Subject));
        Assert.Equal(page[0], new AuditRecord(page[0].Id, Noon, "ada", "saveWorkflow", "c", "{}"));
    }
}
