import NN

private typealias T = Tensor<Float>

/// One variable of a shape.
private func variable(_ shape: Shape) -> Variable<Float> { Tape<Float>().variable(T.ones(shape)) }

let indexingCalls: [BrokenCall] = [
  BrokenCall("sliced: axis 2 of [2, 3]: the axes are 0 to 1, or −1 to −2 from the back") {
    _ = variable([2, 3]).sliced(axis: 2, 0..<1)
  },
  BrokenCall("sliced: 1..<4 of [2, 3]: out of range; they start at 0 and end at the size") {
    _ = T.ones([2, 3]).sliced(axis: 1, 1..<4)
  },
  BrokenCall("sliced: -1..<1 of [2, 3]: out of range; they start at 0 and end at the size") {
    _ = variable([2, 3]).sliced(axis: 1, -1..<1)
  },
  BrokenCall("columns: 0..<4 of [2, 3]: out of range; they start at 0 and end at the size") {
    _ = variable([2, 3])[columns: 0..<4]
  },
  BrokenCall("columns: [3] is not a matrix; columns are taken from [rows, columns]") { _ = T.ones([3])[columns: 0..<1] },
  BrokenCall("rows: [] has no rows") { _ = T(1)[rows: [0]] },
  BrokenCall("rows: row -1 of [3, 2]: out of range; rows start at 0 and end below the first size") {
    _ = variable([3, 2])[rows: [-1]]
  },
  BrokenCall("rows: 3..<4 of [3, 2]: out of range; they start at 0 and end at the size") { _ = variable([3, 2])[row: 3] },
  BrokenCall("padded: -1 before and 0 after [3]; both are 0 or more, sliced(axis:_:) removes") {
    _ = T.ones([3]).padded(axis: 0, before: -1)
  },
  BrokenCall("gathered: index 3 along axis 1 of [2, 3]: out of range; indices start at 0 and end below the size") {
    _ = variable([2, 3]).gathered([0, 3], axis: 1)
  },
  BrokenCall("picked: 3 labels for [2, 3]; give one label a row of [rows, classes]") { _ = T.ones([2, 3]).picked([0, 1, 2]) },
  BrokenCall("picked: label 3 at position 1, with 3 classes; labels are 0 to 2") { _ = variable([2, 3]).picked([0, 3]) },
  BrokenCall("split: axis 1 of [2, 3] into 2: they have to divide its 3; use sliced(axis:_:) for unequal parts") {
    _ = T.ones([2, 3]).split(axis: 1, into: 2)
  },
  BrokenCall("tiled: -1 times; it is 0 or more") { _ = T.ones([2]).tiled(axis: 0, -1) },
  BrokenCall("repeated: -2 times; it is 0 or more") { _ = T.ones([2]).repeated(axis: 0, -2) },
  BrokenCall("expanded: axis 4 of [2, 3]: a new axis goes to 0 to 2, or −1 for the last") { _ = T.ones([2, 3]).expanded(axis: 4) },
  BrokenCall("squeezed: axis 1 of [2, 3] has 3 entries, not one; pick one with sliced(axis:_:)") {
    _ = T.ones([2, 3]).squeezed(axis: 1)
  },
  BrokenCall("permuted: the order [0, 0] for [2, 3]: it has to name each of the axes 0 to 1 once") {
    _ = variable([2, 3]).permuted([0, 0])
  },
  BrokenCall("concatenated: no tensors; give one or more") { _ = concatenated([Tensor<Float>](), axis: 0) },
  BrokenCall("concatenated: [2, 3] and [3, 3] along axis 1: all other sizes have to be equal; reshape or slice one") {
    _ = concatenated([T.ones([2, 3]), T.ones([3, 3])], axis: 1)
  },
  BrokenCall("stacked: [2] and [3]: shapes have to be equal; use concatenated for parts of other sizes") {
    _ = stacked([variable([2]), variable([3])])
  },
  BrokenCall("matmul: [2, 3, 4] times [3, 4, 5]: batches of 2 and 3 matrices; give as many on both sides") {
    _ = matmul(T.ones([2, 3, 4]), T.ones([3, 4, 5]))
  },
  BrokenCall("matmul: [2, 3, 4] times [2, 3, 4]: the inner dimensions 4 and 3 differ; transpose one, or check the layer's fan-in") {
    _ = matmul(variable([2, 3, 4]), T.ones([2, 3, 4]))
  },
  BrokenCall("outer: [2] and [2, 2]: both have to be vectors; flatten them first") { _ = outer(T.ones([2]), T.ones([2, 2])) },
  BrokenCall("diagonal: [3] is not a matrix; give [rows, columns]") { _ = T.ones([3]).diagonal() },
  BrokenCall("diagonalMatrix: [2, 2] is not a vector; flatten it first") { _ = T.ones([2, 2]).diagonalMatrix() },
  BrokenCall("lowerTriangle: [3] holds no matrices; give [rows, columns], or more axes in front") {
    _ = T.ones([3]).lowerTriangle()
  },
  BrokenCall("identity: a size of -1; it is 0 or more") { _ = T.identity(-1) },
  BrokenCall("range: from 0.0 to 1.0 by -0.5 is no finite range; give a step that leads to the end") {
    _ = T.range(from: 0, to: 1, by: -0.5)
  },
]

let reductionCalls: [BrokenCall] = [
  BrokenCall("sum: axis 1 of [2, 3] is named twice; name each axis once") { _ = T.ones([2, 3]).sum(axes: [1, -1]) },
  BrokenCall("variance: axis 3 of [2, 3]: the axes are 0 to 1, or −1 to −2 from the back") {
    _ = variable([2, 3]).variance(axes: [3])
  },
  BrokenCall("max: [0, 3] holds no numbers; check the slice that it comes from") { _ = variable([0, 3]).max(axis: 1) },
  BrokenCall("argmin: axis 0 of [0, 3] holds no numbers; check the slice that it comes from") {
    _ = T.ones([0, 3]).argmin(axis: 0)
  },
  BrokenCall("argmaxOfRows: [3] is not a matrix with columns; give [rows, classes]") { _ = T.ones([3]).argmaxOfRows() },
  BrokenCall("topK: 4 of [2, 3]: the last axis has 3 numbers; ask for 0 to 3") { _ = T.ones([2, 3]).topK(4) },
  BrokenCall("quantile: a share of 1.5; it is from 0 to 1") { _ = T.ones([3]).quantile(1.5) },
  BrokenCall("quantile: axis 0 of [0] holds no numbers; check the slice that it comes from") { _ = T.ones([0]).median() },
  BrokenCall("pow: an exponent of inf; give a finite one") { _ = pow(T.ones([2]), .infinity) },
  BrokenCall("clamp: a lower bound of 2.0 above the upper one of 1.0; exchange them") { _ = T.ones([2]).clamp(min: 2, max: 1) },
  BrokenCall("clamp: NaN as a bound; give numbers, or nil for none") { _ = variable([2]).clamp(max: .nan) },
  BrokenCall("softmax: axis 2 of [2, 3]: the axes are 0 to 1, or −1 to −2 from the back") { _ = softmax(T.ones([2, 3]), axis: 2) },
]

let recordingCalls: [BrokenCall] = [
  BrokenCall("lonely: its rule returned 1 gradients for 2 operands; return one for each, nil for none") {
    let tape = Tape<Float>(), x = tape.variable(T.ones([2]))
    _ = tape.gradients(of: customOperation("lonely", of: [x, x], value: T(1)) { g, _ in [g] })
  },
  BrokenCall("narrow: its rule returned a gradient of [] for operand 0 of [2]; give it the operand's shape") {
    let tape = Tape<Float>(), x = tape.variable(T.ones([2]))
    _ = tape.gradients(of: customOperation("narrow", of: [x], value: T(1)) { g, _ in [g] })
  },
  BrokenCall(
    "log: 2 of 3 numbers of its result, [3], are not finite: 1 NaN, 1 infinite, and nothing before was; "
      + "look at the operands of this operation"
  ) {
    let tape = Tape<Float>(trapsNonFinite: true)
    _ = log(tape.variable(T([1, 0, -1])))
  },
  BrokenCall(
    "tape.variable: 1 of 1 numbers of the tensor itself, [1], are not finite: 1 NaN, 0 infinite, and nothing before was; "
      + "look at the operands of this operation"
  ) { _ = Tape<Float>(trapsNonFinite: true).variable(T([.nan])) },
  BrokenCall(
    "mine: 1 of 1 numbers of its result, [1], are not finite: 0 NaN, 1 infinite, and nothing before was; "
      + "look at the operands of this operation"
  ) {
    let tape = Tape<Float>(trapsNonFinite: true)
    _ = customOperation("mine", of: [tape.variable(T([1]))], value: T([.infinity])) { _, _ in [nil] }
  },
  BrokenCall(
    "the gradient of variable: 1 of 2 numbers of it, [2], are not finite: 0 NaN, 1 infinite, and nothing before was; "
      + "look at the operands of this operation"
  ) {
    // √0 is finite, its slope is not.
    let tape = Tape<Float>(trapsNonFinite: true), x = tape.variable(T([0, 1]))
    _ = tape.gradients(of: sqrt(x).sum())
  },
]

let linearAlgebraCalls: [BrokenCall] = [
  BrokenCall("svd: [3] is not a matrix; reshape it to [rows, columns] first") { _ = T.ones([3]).svd() },
  BrokenCall("svd: [2, 2] holds nan at [1, 0]; only finite numbers have a decomposition, find where it comes from") {
    _ = T([[1, 2], [.nan, 4]]).svd()
  },
  BrokenCall("symmetricEigen: [2, 3] is not a square matrix; give [n, n]") { _ = T.ones([2, 3]).symmetricEigen() },
  BrokenCall(
    "symmetricEigen: [2, 2] holds 3.0 at [1, 0] and 2.0 at [0, 1]: not symmetric; "
      + "use svd(), or average it with its transpose if it should be"
  ) { _ = T([[1, 2], [3, 4]]).symmetricEigen() },
  BrokenCall("pseudoInverse: a cutoff of -1.0; it is a share of the greatest singular value, 0 or more") {
    _ = T.ones([2, 2]).pseudoInverse(cutoff: -1)
  },
  BrokenCall(
    "solve: [2, 2] is singular: its column 1 is a combination of those before; "
      + "use leastSquares(a, b), which gives the shortest solution, or add to the diagonal"
  ) { _ = solve(T([[1, 2], [2, 4]]), T([1, 2])) },
  BrokenCall("solve: [2, 2] with [3]: the right side needs 2 rows; give [2] or [2, k]") { _ = solve(T.identity(2), T.ones([3])) },
  BrokenCall("cholesky: [2, 2] is not positive definite: pivot 1 is -3.0; add to the diagonal, or use symmetricEigen()") {
    _ = T([[1, 2], [2, 1]]).cholesky()
  },
]
