using System.Reflection;
using System.Reflection.Emit;

namespace IrisFlow.Tests.Activities;

public class CatalogTests
{
    private static readonly Catalog Here = new(typeof(Recipe).Assembly);

    [Fact]
    public void An_activity_is_found_by_name_and_version() => Assert.Equal(typeof(Recipe), Here.Find("tests.recipe@2")!.Type);

    [Fact]
    public void Another_version_is_another_activity() => Assert.Null(Here.Find("tests.recipe"));

    [Fact]
    public void The_kinds_of_a_class_are_found_by_name() => Assert.Equal(["mix", "salt"], Here.KindsOf(typeof(Ingredient)).Keys.Order());

    [Fact]
    public void An_assembly_named_twice_counts_once() => Assert.NotEmpty(new Catalog(typeof(Recipe).Assembly, typeof(Recipe).Assembly).Names);

    [Fact]
    public void Two_activities_of_one_name_are_an_error()
    {
        var catalog = new Catalog(Assembly(("First", "a.b", 1), ("Second", "a.b", 1)));
        var error = Assert.Throws<IrisFlowException>(() => catalog.Find("a.b"));
        Assert.Equal("IF109 Two activities are named 'a.b': First and Second. Each needs a name of its own.", error.Message);
    }

    [Fact]
    public void Two_versions_of_one_name_live_side_by_side() =>
        Assert.Equal(["a.b", "a.b@2"], new Catalog(Assembly(("First", "a.b", 1), ("Second", "a.b", 2))).Names.Order());

    [Fact]
    public void Two_kinds_of_one_name_are_an_error()
    {
        var error = Assert.Throws<IrisFlowException>(() => Here.KindsOf(typeof(Twice)));
        Assert.StartsWith("IF109 Two kinds of twice are named 'same': ", error.Message);
    }

    private static AssemblyBuilder Assembly(params (string Class, string Name, int Version)[] activities)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Dynamic"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("Dynamic");
        foreach (var (name, stored, version) in activities)
        {
            var type = module.DefineType(name, TypeAttributes.Public);
            type.SetCustomAttribute(new CustomAttributeBuilder(
                typeof(ActivityAttribute).GetConstructor([typeof(string)])!, [stored], [typeof(ActivityAttribute).GetProperty("Version")!], [version]));
            type.CreateType();
        }

        return assembly;
    }
}
