namespace IrisFlow.Sqlite.Tests;

public sealed class DatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;

    private string File => Path.Combine(_folder, "irisflow.db");

    [Theory]
    [InlineData("PRAGMA synchronous", 2)]
    [InlineData("PRAGMA foreign_keys", 1)]
    [InlineData("SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1)]
    public void A_connection_is_set_to_lose_nothing(string question, long answer)
    {
        using var store = SqliteRunStore.Open(File);
        using var database = SqliteRunStore.Connect(File);

        Assert.Equal(answer, database.Scalar(question));
    }

    [Fact]
    public async Task Of_many_that_open_a_file_without_a_log_at_once_none_is_turned_away()
    {
        for (var round = 0; round < 20; round++)
        {
            var file = $"{File}.{round}";
            using (var database = new Database(file))
            {
                Migrations.Apply(database);
            }

            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => SqliteRunStore.Open(file).Dispose(), TaskCreationOptions.LongRunning)));
        }
    }

    [Fact]
    public void A_fresh_file_gets_the_newest_version()
    {
        using var database = new Database(File);
        Migrations.Apply(database);

        Assert.Equal(Migrations.Newest, database.Scalar("PRAGMA user_version"));
    }

    [Fact]
    public void Applying_again_changes_nothing()
    {
        using var database = new Database(File);
        Migrations.Apply(database);
        var version = database.Scalar("PRAGMA schema_version");
        Migrations.Apply(database);

        Assert.Equal(version, database.Scalar("PRAGMA schema_version"));
        Assert.Equal([File], Directory.GetFiles(_folder, "*.db*").Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_newer_file_is_refused_untouched()
    {
        using var database = new Database(File);
        database.Execute("CREATE TABLE kept (n); PRAGMA user_version = 99");

        var problem = Assert.Throws<IrisFlowException>(() => Migrations.Apply(database));

        Assert.Equal(("IF607", ExitCode.Usage), (problem.Findings[0].Rule, problem.Exit));
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public void A_step_that_fails_leaves_the_version_and_the_data_before_it()
    {
        using var database = new Database(File);
        Migrations.Apply(database, ["CREATE TABLE one (n); INSERT INTO one VALUES (1)"]);

        Assert.Throws<IrisFlowException>(() => Migrations.Apply(database, ["", "DROP TABLE one; CREATE TABLE two (n); NONSENSE"]));

        Assert.Equal(1, database.Scalar("PRAGMA user_version"));
        Assert.Equal(1, database.Scalar("SELECT n FROM one"));
        Assert.Equal(0, database.Scalar("SELECT count(*) FROM sqlite_master WHERE name = 'two'"));
    }

    [Fact]
    public void Steps_that_succeeded_stay_when_a_later_one_fails()
    {
        using var database = new Database(File);

        Assert.Throws<IrisFlowException>(() => Migrations.Apply(database, ["CREATE TABLE one (n)", "CREATE TABLE two (n)", "NONSENSE"]));

        Assert.Equal(2, database.Scalar("PRAGMA user_version"));
        Assert.Equal(2, database.Scalar("SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public void A_copy_of_the_older_file_is_kept_beside_it()
    {
        using var database = new Database(File);
        Migrations.Apply(database, ["CREATE TABLE one (n); INSERT INTO one VALUES (1)"]);
        Migrations.Apply(database, ["", "DROP TABLE one"]);

        using var copy = new Database(File + ".v1.bak");

        Assert.Equal(1, copy.Scalar("PRAGMA user_version"));
        Assert.Equal(1, copy.Scalar("SELECT n FROM one"));
    }

    [Fact]
    public void An_upgrade_that_was_interrupted_can_be_tried_again()
    {
        using var database = new Database(File);
        Migrations.Apply(database, ["CREATE TABLE one (n)"]);
        Assert.Throws<IrisFlowException>(() => Migrations.Apply(database, ["", "NONSENSE"]));

        Migrations.Apply(database, ["", "CREATE TABLE two (n)"]);

        Assert.Equal(2, database.Scalar("PRAGMA user_version"));
    }

    [Fact]
    public void A_transaction_that_throws_is_rolled_back_and_the_next_one_works()
    {
        using var database = new Database(File);
        database.Execute("CREATE TABLE t (n)");

        Assert.Throws<InvalidDataException>(() => database.Transaction(() =>
        {
            database.Execute("INSERT INTO t VALUES (1)");
            throw new InvalidDataException();
        }));
        database.Transaction(() => database.Execute("INSERT INTO t VALUES (2)"));

        Assert.Equal(2, database.Scalar("SELECT sum(n) FROM t"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
