using IrisFlow.Engine.Reasons;

namespace IrisFlow.Engine.Tests;

public class CodeChangeTests
{
    [Fact]
    public void Methods_are_added_removed_and_changed_by_name()
    {
        var change = CodeChange.Between(Code("f1", "A=1", "B=2", "C=3"), Code("f2", "B=2", "C=4", "D=5"))!;

        Assert.Equal(["D"], change.Added.Select(m => m.Name));
        Assert.Equal(["A"], change.Removed.Select(m => m.Name));
        Assert.Equal([("C", "3", "4")], change.Changed.Select(c => (c.After.Name, c.Before.Hash, c.After.Hash)));
        Assert.Equal(
            ["MethodChanged: C changed", "MethodAdded: D is new", "MethodRemoved: A is gone"], change.Reasons().Select(Trees.Tree));
    }

    [Fact]
    public void The_same_code_is_no_change() =>
        Assert.True(CodeChange.Between(Code("f1", "A=1"), Code("f1", "A=1"))!.IsEmpty);

    [Fact]
    public void Without_a_record_of_one_of_the_two_nothing_is_said()
    {
        Assert.Null(CodeChange.Between(null, Code("f")));
        Assert.Null(CodeChange.Between(Code("f"), null));
    }

    [Theory]
    [InlineData("package Humanizer", ReasonKind.PackageChanged)]
    [InlineData("runtime .NET", ReasonKind.RuntimeChanged)]
    [InlineData("resource Iris.words.txt", ReasonKind.DataChanged)]
    [InlineData("Iris.Clean.RunAsync(StepContext)", ReasonKind.MethodChanged)]
    public void What_is_no_method_is_told_apart(string name, ReasonKind kind) =>
        Assert.Equal(kind, Assert.Single(CodeChange.Between(Code("f1", name + "=1"), Code("f2", name + "=2"))!.Reasons()).Kind);

    [Fact]
    public void Of_thousands_of_changes_a_screen_is_told()
    {
        var change = CodeChange.Between(Code("f1"), Code("f2", [.. Enumerable.Range(0, 5000).Select(i => $"M{i}=1")]))!;

        Assert.Equal(21, change.Reasons().Count);
        Assert.Equal("and 4980 more pieces of code", change.Reasons()[^1].Text);
    }

    private static CodeRecord Code(string fingerprint, params string[] methods) =>
        new(fingerprint, [.. methods.Select(m => m.Split('=')).Select(m => new MethodHash(m[0], m[1]))], []);
}
