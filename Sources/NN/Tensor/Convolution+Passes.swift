internal import CKernels

// The three products of a convolution. A tile of places is unfolded into columns [depth, places] (im2col), small enough for the
// processor's cache; then each is a product of matrices on one thread:
//
//   y [out, places] = weight [out, depth] · columns
//   gradient of the columns [depth, places] = weightᵀ [depth, out] · g [out, places], folded back onto the image
//   gradient of the weight [out, depth] = Σ over images and tiles of g [out, places] · columnsᵀ

struct ForwardConvolution {
  let plan: ConvolutionPlan
  let x: UnsafeMutableRawPointer, weight: UnsafeMutableRawPointer, y: UnsafeMutableRawPointer
  private let tile: Int, tiles: Int

  init(plan: ConvolutionPlan, x: UnsafeMutableRawPointer, weight: UnsafeMutableRawPointer, y: UnsafeMutableRawPointer) {
    self.plan = plan
    self.x = x
    self.weight = weight
    self.y = y
    tile = plan.tile(depth: plan.depth, items: plan.batch * plan.groups)
    tiles = (plan.outputPlane + tile - 1) / tile
  }

  func run() {
    let work = plan.outputChannels * plan.depth * tile, scratch = plan.isPointwise ? 0 : plan.depth * tile
    plan.inParallel(
      self, items: plan.batch * plan.groups * tiles, chunk: plan.chunk(work: work), scratch: scratch
    ) { context, scratch, begin, end in
      guard let job = context?.assumingMemoryBound(to: ForwardConvolution.self) else { return }
      for item in begin..<end { job.pointee.compute(item, scratch) }
    }
  }

  /// One tile of one group of one image.
  private func compute(_ item: Int, _ scratch: UnsafeMutableRawPointer?) {
    let (slab, size) = (item / tiles, plan.scalarSize)  // which image and group
    let first = item % tiles * tile, last = min(first + tile, plan.outputPlane)
    let source = x + slab * plan.inputChannels * plan.inputPlane * size
    let kernel = weight + slab % plan.groups * plan.outputChannels * plan.depth * size
    let target = y + (slab * plan.outputChannels * plan.outputPlane + first) * size
    var columns = source + first * size, step = plan.outputPlane
    if let scratch, !plan.isPointwise {
      withUnsafePointer(to: plan.window) { ck_unfold(plan.type, $0, plan.inputChannels, source, first, last, scratch) }
      columns = scratch
      step = last - first
    }
    SerialProduct(type: plan.type, usesBLAS: plan.usesBLAS).multiply(
      plan.outputChannels, last - first, plan.depth, kernel, plan.depth, columns, step, into: target, plan.outputPlane)
  }
}

struct ConvolutionInputGradient {
  let plan: ConvolutionPlan
  let g: UnsafeMutableRawPointer, transposedWeight: UnsafeMutableRawPointer, dx: UnsafeMutableRawPointer
  /// Input channels of a block, and blocks of a group: one, but where images are few.
  private let block: Int, blocks: Int
  private let tile: Int

  init(plan: ConvolutionPlan, g: UnsafeMutableRawPointer, transposedWeight: UnsafeMutableRawPointer, dx: UnsafeMutableRawPointer) {
    self.plan = plan
    self.g = g
    self.transposedWeight = transposedWeight
    self.dx = dx
    let slabs = plan.batch * plan.groups, parts = max(min(16 / slabs, plan.inputChannels / 8), 1)
    block = (plan.inputChannels + parts - 1) / parts
    blocks = (plan.inputChannels + block - 1) / block
    tile = plan.tile(depth: block * plan.kernelArea, items: 16)
  }

  func run() {
    let depth = block * plan.kernelArea
    plan.inParallel(
      self, items: plan.batch * plan.groups * blocks, chunk: plan.chunk(work: plan.outputChannels * depth * plan.outputPlane),
      scratch: plan.isPointwise ? 0 : depth * tile
    ) { context, scratch, begin, end in
      guard let job = context?.assumingMemoryBound(to: ConvolutionInputGradient.self) else { return }
      for item in begin..<end { job.pointee.compute(item, scratch) }
    }
  }

  /// One block of channels of one group of one image: its tiles overlap where the kernel does, so they follow each other.
  private func compute(_ item: Int, _ scratch: UnsafeMutableRawPointer?) {
    let (slab, size) = (item / blocks, plan.scalarSize)
    let channel = item % blocks * block, channels = min(block, plan.inputChannels - channel)
    let outputs = plan.outputChannels * plan.groups, depth = channels * plan.kernelArea
    let kernel = transposedWeight + (channel * plan.kernelArea * outputs + slab % plan.groups * plan.outputChannels) * size
    let source = g + slab * plan.outputChannels * plan.outputPlane * size
    let target = dx + (slab * plan.inputChannels + channel) * plan.inputPlane * size
    let product = SerialProduct(type: plan.type, usesBLAS: plan.usesBLAS)
    guard let scratch, !plan.isPointwise else {
      return product.multiply(
        depth, plan.outputPlane, plan.outputChannels, kernel, outputs, source, plan.outputPlane, into: target, plan.outputPlane)
    }
    ck_fill(plan.type, 0, target, channels * plan.inputPlane)
    for first in stride(from: 0, to: plan.outputPlane, by: tile) {
      let last = min(first + tile, plan.outputPlane)
      product.multiply(
        depth, last - first, plan.outputChannels, kernel, outputs, source + first * size, plan.outputPlane, into: scratch,
        last - first)
      withUnsafePointer(to: plan.window) { ck_fold(plan.type, $0, channels, scratch, first, last, target) }
    }
  }
}

struct ConvolutionWeightGradient {
  let plan: ConvolutionPlan
  let g: UnsafeMutableRawPointer, x: UnsafeMutableRawPointer, dw: UnsafeMutableRawPointer
  private let tile: Int, tiles: Int
  /// Parts of the sum over images and tiles, each added up by one thread, and the tiles of a part.
  private let parts: Int, tilesOfPart: Int
  private let partial: UnsafeMutableRawPointer
  private let storage: Storage?

  init(plan: ConvolutionPlan, g: UnsafeMutableRawPointer, x: UnsafeMutableRawPointer, dw: UnsafeMutableRawPointer) {
    self.plan = plan
    self.g = g
    self.x = x
    self.dw = dw
    tile = plan.tile(depth: plan.depth, items: plan.batch * plan.groups)
    tiles = (plan.outputPlane + tile - 1) / tile
    // Sixteen parts, fewer where that many weights are above 32 MB.
    let bytes = plan.groups * plan.outputChannels * plan.depth * plan.scalarSize, all = plan.batch * tiles
    let most = min(all, max(2, min(16, (32 << 20) / bytes)))
    tilesOfPart = (all + most - 1) / most
    parts = (all + tilesOfPart - 1) / tilesOfPart
    storage = parts > 1 ? Storage(byteCount: parts * bytes) : nil
    partial = storage?.address ?? dw
  }

  func run() {
    let work = plan.outputChannels * plan.depth * tile * tilesOfPart
    plan.inParallel(
      self, items: parts * plan.groups, chunk: plan.chunk(work: work), scratch: plan.isPointwise ? 0 : plan.depth * tile
    ) { context, scratch, begin, end in
      guard let job = context?.assumingMemoryBound(to: ConvolutionWeightGradient.self) else { return }
      for item in begin..<end { job.pointee.compute(item, scratch) }
    }
    withExtendedLifetime(storage) {
      if parts > 1 { ck_sum_slices(plan.type, partial, parts, plan.groups * plan.outputChannels * plan.depth, dw) }
    }
  }

  /// One part of one group.
  private func compute(_ item: Int, _ scratch: UnsafeMutableRawPointer?) {
    let (part, group) = (item / plan.groups, item % plan.groups), size = plan.scalarSize
    let weights = plan.outputChannels * plan.depth
    let target = partial + (part * plan.groups + group) * weights * size
    let begin = part * tilesOfPart, end = min(begin + tilesOfPart, plan.batch * tiles)
    for place in begin..<end {
      let slab = place / tiles * plan.groups + group
      let first = place % tiles * tile, last = min(first + tile, plan.outputPlane)
      let source = x + slab * plan.inputChannels * plan.inputPlane * size
      let slope = g + (slab * plan.outputChannels * plan.outputPlane + first) * size
      var columns = source + first * size, step = plan.outputPlane
      if let scratch, !plan.isPointwise {
        withUnsafePointer(to: plan.window) { ck_unfold(plan.type, $0, plan.inputChannels, source, first, last, scratch) }
        columns = scratch
        step = last - first
      }
      SerialProduct(type: plan.type, usesBLAS: plan.usesBLAS).multiplyByTransposed(
        plan.outputChannels, plan.depth, last - first, slope, plan.outputPlane, columns, step, into: target, plan.depth,
        adding: place > begin)
    }
  }
}
