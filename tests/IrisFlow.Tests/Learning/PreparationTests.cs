namespace IrisFlow.Tests.Learning;

public class PreparationTests
{
    private static readonly Catalog Here = new(typeof(Adds).Assembly);

    private static Table Raw => Table.Of(("x", Column.Of(1.0, 2.0)));

    [Fact]
    public void Raw_rows_carry_no_chain() => Assert.Empty(Preparation.Chain(Raw));

    [Fact]
    public void Extending_applies_the_transform() => Assert.Equal([2.0, 3.0], Preparation.Extend(Raw, new Adds { Column = "x" }).Doubles("x").ToArray());

    [Fact]
    public void The_chain_grows_in_the_order_of_application()
    {
        var rows = Preparation.Extend(Preparation.Extend(Raw, new Adds { Column = "x", Amount = 2 }), new Adds { Column = "x", Amount = 3 });
        Assert.Equal([2.0, 3.0], Preparation.Read(Preparation.Chain(rows), Here).Cast<Adds>().Select(a => a.Amount));
    }

    [Fact]
    public void A_transform_remembers_what_fitted_it()
    {
        var rows = Preparation.Extend(Raw, new FitsAdds { Column = "x" }.Fit(Raw));
        Assert.Equal("x", ((FitsAdds)Preparation.Read(Preparation.Chain(rows), Here)[0].FittedBy!).Column);
    }

    [Fact]
    public void What_fitted_a_transform_is_written_after_its_own_values() => Assert.Equal(
        """[{"kind":"tests.adds","column":"x","amount":1,"fittedBy":{"kind":"tests.fits-adds","column":"x"}}]""",
        Preparation.Extend(Raw, new FitsAdds { Column = "x" }.Fit(Raw)).Metadata[Preparation.Entry]);

    [Fact]
    public void A_transform_of_another_program_is_an_error()
    {
        var rows = Preparation.Extend(Raw, new Adds { Column = "x" });
        var error = Assert.Throws<IrisFlowException>(() => Preparation.Read(Preparation.Chain(rows), new Catalog()));
        Assert.Equal(("IF502", ExitCode.Corrupt), (Assert.Single(error.Findings).Rule, error.Exit));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_chain_that_is_none_is_an_error_not_a_crash(string entry)
    {
        var rows = Raw.WithMetadata(Preparation.Entry, entry);
        Assert.Equal("IF502", Assert.Throws<IrisFlowException>(() => Preparation.Chain(rows)).Findings[0].Rule);
    }
}
